import { strict as assert } from 'node:assert';
import type { TestAccount } from '../../support/api.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { useFirecrawl, type FirecrawlCaller } from '../../support/use-firecrawl.js';

const URL = 'http://127.0.0.1:9/';

/** Each is refused before any work. */
const BAD: readonly (readonly [path: string, body: object, at: string])[] = [
  ['/scrape', {}, 'url'],
  ['/scrape', { url: 'ftp://a.test/' }, 'url'],
  ['/scrape', { url: 'crawl' }, 'url'],
  ['/scrape', { url: URL, formats: ['json'] }, 'formats.0'],
  ['/scrape', { url: URL, formats: [{ type: 'json', prompt: 'the price' }] }, 'formats.0'],
  ['/scrape', { url: URL, formats: [{ type: 'json', schema: { type: 'string' } }] }, 'formats.0'],
  ['/scrape', { url: URL, formats: ['screenshot'] }, 'formats.0'],
  ['/scrape', { url: URL, formats: ['markdwon'] }, 'formats.0'],
  ['/scrape', { url: URL, includeTags: ['a['] }, 'includeTags.0'],
  ['/scrape', { url: URL, waitFor: 40_000 }, 'waitFor'],
  ['/scrape', { url: URL, timeout: 10 }, 'timeout'],
  ['/scrape', { url: URL, mobile: true }, 'mobile'],
  ['/scrape', { url: URL, actions: [{ type: 'wait' }] }, 'actions'],
  ['/scrape', { url: URL, headers: { Host: 'a.test' } }, 'headers.Host'],
  ['/scrape', { url: URL, unknownKey: 1 }, ''],
  ['/batch/scrape', { urls: [] }, 'urls'],
  ['/batch/scrape', { urls: [URL], appendToId: 'x' }, 'appendToId'],
  ['/crawl', { url: URL, includePaths: ['(?=look)'] }, 'includePaths.0'],
  ['/crawl', { url: URL, excludePaths: ['('] }, 'excludePaths.0'],
  ['/crawl', { url: URL, delay: 5_000 }, 'delay'],
  ['/crawl', { url: URL, prompt: 'the blog' }, 'prompt'],
  ['/crawl', { url: URL, ignoreRobotsTxt: true }, 'ignoreRobotsTxt'],
  ['/crawl', { url: URL, scrapeOptions: { formats: ['pdf'] } }, 'scrapeOptions.formats.0'],
];

describe('Firecrawl: what is refused', function () {
  this.timeout(60_000);
  let service: RunningService;
  let account: TestAccount;
  let caller: FirecrawlCaller;

  before(async () => {
    service = await sharedService();
    account = await service.api.account({ plan: 'free', monthly_quota: 5, requests_per_minute: 1_000 });
    caller = useFirecrawl(service, account);
  });

  for (const [path, body, at] of BAD)
    it(`400 for ${path} ${JSON.stringify(body).slice(0, 90)}`, async () => {
      const answer = await caller.call('POST', path, body);
      assert.equal(answer.status, 400, JSON.stringify(answer.body));
      assert.equal(answer.body.success, false);
      assert.equal(answer.body.code, 'BAD_REQUEST');
      const paths = answer.body.details.map((issue: { path: string[] }) => issue.path.join('.'));
      assert.ok(paths.includes(at), `${at} among ${paths}`);
      assert.deepEqual(await service.api.ledger(account.id), []);
    });

  it('names unknown keys', async () => {
    const { body } = await caller.call('POST', '/scrape', { url: URL, unknownKey: 1 });
    assert.deepEqual(
      body.details.map(({ code, keys }: { code: string; keys: string[] }) => [code, keys]),
      [['unrecognized_keys', ['unknownKey']]],
    );
  });

  it('401 without a key that is known', async () => {
    for (const key of ['', 'None', 'fc-nobody']) {
      const { status, body } = await useFirecrawl(service, { key: key || ' ' }).call('POST', '/scrape', {
        url: URL,
      });
      assert.equal(status, 401);
      assert.match(body.error, /^Unauthorized/);
    }
  });

  it('402 for more than the account has left', async () => {
    const { status, body } = await caller.call('POST', '/batch/scrape', { urls: Array(6).fill(URL) });
    assert.deepEqual([status, body.code], [402, 'INSUFFICIENT_CREDITS']);
  });

  it('501 for what is not available here, whatever its body', async () => {
    const answers = [
      await caller.call('POST', '/search', { query: 'x', toolDetail: 1 }),
      await caller.call('POST', '/crawl/params-preview', {}),
      await caller.call('POST', '/agent', {}),
    ];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code, body.success]),
      [
        [501, 'SEARCH_NOT_CONFIGURED', false],
        [501, 'MODEL_NOT_CONFIGURED', false],
        [501, 'NOT_SUPPORTED', false],
      ],
    );
  });

  it('404 for what nobody knows, in JSON', async () => {
    for (const path of ['/nothing', '/crawl/no-uuid', '/batch/scrape/0e0f8a6c-7a51-4a1e-9a3c-0123456789ab']) {
      const { status, body } = await caller.call('GET', path);
      assert.deepEqual([status, body.success], [404, false], path);
    }
  });
});
