import { strict as assert } from 'node:assert';
import { TITLE, type TestAccount } from '../support/api.js';
import { startSite, type TestSite } from '../support/site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { waitFor } from '../support/wait.js';

describe('the result cache', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;

  /** `/says/HEADER/VALUE/…` answers with that header, everything else as the site does. */
  before(async () => {
    site = await startSite((request, response) => {
      const [, kind, name = '', value = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
      if (kind === 'says') response.setHeader(name, value);
      return false;
    });
    service = await sharedService();
  });
  after(() => site.close());
  beforeEach(async () => {
    account = await service.api.account();
    site.requests.length = 0;
  });

  const extract = async (path: string, over: object = {}, key = account.key): Promise<any> =>
    (await service.api.post(key, '/v1/extract', { url: site.url + path, schema: TITLE, ...over })).body;

  /** Results are kept a moment after they were answered. */
  const kept = (path: string): Promise<any> =>
    waitFor('the result to be kept', async () => {
      const answer = await extract(path);
      return answer.render_mode === 'cache' && answer;
    });
  const times = (path: string): number => site.requests.filter((request) => request.path === path).length;

  it('answers a repeated call without asking the page, for one unit', async () => {
    const first = await extract('/ok/1');
    assert.equal(first.render_mode, 'fetch');
    const again = await kept('/ok/1');
    assert.deepEqual(again, { ...first, render_mode: 'cache' });
    const before = times('/ok/1');
    assert.equal((await extract('/ok/1?utm_source=x#part')).render_mode, 'cache');
    assert.equal(times('/ok/1'), before);
    const charged = (await service.api.ledger(account.id)).map(({ kind, units }) => [kind, units]);
    assert.ok(charged.length >= 3 && charged.every(([kind, units]) => kind === 'reserve' && units === 1));
  });

  it('asks the page with no_cache, and keeps what it then says', async () => {
    await extract('/ok/2');
    await kept('/ok/2');
    const before = times('/ok/2');
    assert.equal((await extract('/ok/2', { options: { no_cache: true } })).render_mode, 'fetch');
    assert.equal(times('/ok/2'), before + 1);
    assert.equal((await extract('/ok/2')).render_mode, 'cache');
  });

  it('is of one account, one schema and the same options', async () => {
    await extract('/ok/3');
    await kept('/ok/3');
    const other = await service.api.account();
    assert.equal((await extract('/ok/3', {}, other.key)).render_mode, 'fetch');
    const hinted = [{ ...TITLE[0], hint: 'The heading.' }];
    assert.equal((await extract('/ok/3', { schema: hinted })).render_mode, 'fetch');
    for (const options of [{ locale: 'de' }, { render_js: 'never' }])
      assert.equal((await extract('/ok/3', { options })).render_mode, 'fetch');
    assert.equal((await extract('/ok/3', { options: { timeout_ms: 9_000 } })).render_mode, 'cache');
  });

  it('answers batches, and keeps what batches and crawls have read', async () => {
    const urls = [4, 5, 6].map((n) => `${site.url}/ok/${n}`);
    const batch = async (): Promise<any> =>
      (await service.api.post(account.key, '/v1/batch', { urls, schema: TITLE })).body;
    await extract('/ok/4');
    await kept('/ok/4');
    const first = await batch();
    assert.deepEqual(
      first.results.map((page: any) => page.render_mode),
      ['cache', 'fetch', 'fetch'],
    );
    await waitFor('all to be kept', async () =>
      (await batch()).results.every((page: any) => page.render_mode === 'cache'),
    );
    const crawl = { seed_url: `${site.url}/ok/7`, crawl: { follow_pattern: `${site.url}/*`, max_pages: 1 } };
    for (const _ of [1, 2]) {
      const { body } = await service.api.post(account.key, '/v1/crawl', { ...crawl, schema: TITLE });
      assert.equal(body.results[0].render_mode, 'fetch', 'a crawl needs the links of its pages');
    }
    await kept('/ok/7');
  });

  it('never keeps an error, a refusal, or what the page forbids to keep', async () => {
    const paths = [
      '/status/404/1',
      '/status/500/1',
      '/status/403/1',
      '/says/cache-control/no-store',
      '/says/cache-control/no-cache',
      '/says/cache-control/max-age=0',
      `/says/expires/${encodeURIComponent('Thu, 01 Jan 1970 00:00:00 GMT')}`,
    ];
    for (const path of paths) await extract(path);
    // What may be kept is kept in the order of the pages: with this one, the others would be as well.
    await extract('/ok/after-all-of-them');
    await kept('/ok/after-all-of-them');
    for (const path of paths) assert.notEqual((await extract(path)).render_mode, 'cache', path);
  });

  it('keeps a result as long as the page says', async () => {
    const path = '/says/cache-control/max-age=3';
    await extract(path);
    await kept(path);
    await waitFor('it to be stale', async () => (await extract(path)).render_mode === 'fetch');
  });
});
