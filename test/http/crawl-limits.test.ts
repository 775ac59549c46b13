import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE } from '../support/api.js';
import {
  createSites,
  crawlOf,
  ledgerOf,
  pathsOf,
  runCrawl,
  startCrawl,
  type Entry,
} from '../support/crawls.js';
import { interlinked } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { waitFor } from '../support/wait.js';

describe('the limits of a crawl', function () {
  this.timeout(120_000);
  let service: RunningService;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
  });
  after(() => sites.close());

  for (const concurrency of [1, 8, 64]) {
    it(`visits exactly max_pages of a larger site at a concurrency of ${concurrency}`, async () => {
      const account = await service.api.account();
      const site = await sites.open(interlinked(5_000, 40));
      const options = { concurrency };
      const { body, headers } = await runCrawl(
        service,
        account.key,
        `${site.url}/`,
        { max_pages: 100, max_depth: 20 },
        { options },
      );
      assert.equal(body.results.length, 100);
      assert.equal(body.crawl_meta.pages_visited, 100);
      assert.equal(body.crawl_meta.code, 'CRAWL_LIMIT_REACHED');
      assert.equal(site.visits().length, 100);
      assert.deepEqual([...new Set(site.visits())].sort(), pathsOf(body));
      assert.deepEqual(await ledgerOf(service, account, headers.get('x-job-id') ?? ''), [
        'reserve month 100',
      ]);
    });
  }

  it('says nothing of the limit when all pages were visited', async () => {
    const { key } = await service.api.account();
    const site = await sites.open(interlinked(100));
    const { body } = await runCrawl(service, key, `${site.url}/`, { max_pages: 100, max_depth: 20 });
    assert.equal(body.crawl_meta.pages_visited, 100);
    assert.ok(!('code' in body.crawl_meta));
  });

  it('lowers max_pages to a quarter of what is left of the month', async () => {
    const account = await service.api.account({ plan: 'pro', monthly_quota: 400 });
    const site = await sites.open(interlinked(300, 40));
    const { body, headers } = await runCrawl(service, account.key, `${site.url}/`, { max_pages: 1_000 });
    assert.equal(body.crawl_meta.pages_visited, 100);
    assert.equal(body.crawl_meta.code, 'CRAWL_LIMIT_REACHED');
    assert.equal(site.visits().length, 100);
    assert.equal(headers.get('x-monthly-usage-remaining'), '300');
    assert.deepEqual(await ledgerOf(service, account, headers.get('x-job-id') ?? ''), ['reserve month 100']);
  });

  it('lifts that cap with allow_large_crawl, and refuses what the account cannot pay', async () => {
    const account = await service.api.account({ plan: 'pro', monthly_quota: 60 });
    const site = await sites.open(interlinked(50));
    const lifted = { max_pages: 61, allow_large_crawl: true };
    const refused = await service.api.post(account.key, '/v1/crawl', crawlOf(`${site.url}/`, lifted));
    assert.deepEqual([refused.status, refused.body.error.code], [429, 'QUOTA_EXCEEDED']);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.deepEqual(await service.api.ledger(account.id), []);
    assert.deepEqual(site.requests, []);

    const { body, headers } = await runCrawl(service, account.key, `${site.url}/`, {
      ...lifted,
      max_pages: 60,
    });
    assert.equal(body.crawl_meta.pages_visited, 50);
    assert.deepEqual(await ledgerOf(service, account, headers.get('x-job-id') ?? ''), [
      'reserve month 60',
      'refund month 10',
    ]);
  });

  it('visits one page while anything is left, and refuses when nothing is', async () => {
    const account = await service.api.account({ plan: 'pro', monthly_quota: 3, prepaid_balance: 50 });
    const site = await sites.open(interlinked(10));
    for (let left = 3; left > 0; left -= 1) {
      const { body } = await runCrawl(service, account.key, `${site.url}/`);
      assert.equal(body.crawl_meta.pages_visited, 1);
    }
    const { status, body } = await service.api.post(account.key, '/v1/crawl', crawlOf(`${site.url}/`));
    assert.deepEqual([status, body.error.code], [429, 'QUOTA_EXCEEDED']);
    assert.equal((await service.api.admin('GET', `/accounts/${account.id}`)).body.prepaid_balance, 50);
  });

  it('does not count prepaid units in the cap', async () => {
    const account = await service.api.account({ plan: 'pro', monthly_quota: 40, prepaid_balance: 1_000 });
    const site = await sites.open(interlinked(100));
    const { body } = await runCrawl(service, account.key, `${site.url}/`, { max_pages: 1_000 });
    assert.equal(body.crawl_meta.pages_visited, 10);
  });

  for (const [pages, refunds] of [
    [50, ['refund prepaid 70']],
    [10, ['refund month 30', 'refund prepaid 80']],
  ] as const) {
    it(`refunds what ${pages} pages did not use, prepaid units first`, async () => {
      const account = await service.api.account({ plan: 'pro', monthly_quota: 40, prepaid_balance: 100 });
      const site = await sites.open(interlinked(pages));
      const { headers } = await runCrawl(service, account.key, `${site.url}/`, {
        max_pages: 120,
        max_depth: 20,
        allow_large_crawl: true,
      });
      const entries = await ledgerOf(service, account, headers.get('x-job-id') ?? '');
      assert.deepEqual(entries.slice(0, 2), ['reserve month 40', 'reserve prepaid 80']);
      assert.deepEqual(entries.slice(2).sort(), refunds);
      const owner = (await service.api.admin('GET', `/accounts/${account.id}`)).body;
      assert.equal(owner.monthly.used, Math.min(40, pages));
      assert.equal(owner.prepaid_balance, 100 - Math.max(0, pages - 40));
    });
  }

  it('is cancelled from outside: known pages come back as JOB_CANCELLED, no further one is asked for', async () => {
    const account = await service.api.account({ plan: 'pro', monthly_quota: 4_000, prepaid_balance: 100 });
    const site = await sites.open(interlinked(2_000, 20, 100));
    const body = crawlOf(
      `${site.url}/`,
      { max_pages: 1_000, max_depth: 20 },
      { options: { concurrency: 4 } },
    );
    const { jobId, answer } = await startCrawl(service, account.key, body);
    await waitFor('the crawl to be under way', () => site.visits().length > 20);
    assert.equal((await service.api.delete(account.key, `/v1/jobs/${jobId}`)).status, 200);
    const toldAt = Date.now();
    const { results, crawl_meta } = await answer;
    await sleep(Math.max(0, toldAt + 1_500 - Date.now()));
    const late = site.requests.filter(({ at }) => at > toldAt + 1_000);
    assert.deepEqual(late, [], 'requests more than a second after DELETE was answered');

    assert.equal(crawl_meta.cancelled, true);
    assert.ok(!('code' in crawl_meta));
    const ran = (results as Entry[]).filter(({ status }) => status === 'success');
    const dropped = (results as Entry[]).filter(({ error }) => error?.code === 'JOB_CANCELLED');
    assert.equal(ran.length + dropped.length, results.length);
    assert.equal(crawl_meta.pages_visited, ran.length);
    assert.ok(dropped.length > 20, 'pages that were found and not visited are told of');
    for (const { error } of dropped) assert.equal(error?.retryable, false);
    assert.equal(new Set(pathsOf({ results })).size, results.length);
    const seen = new Set(site.visits());
    assert.deepEqual(
      ran.filter(({ url }) => !seen.has(new URL(url).pathname)),
      [],
    );
    const job = (await service.api.get(account.key, `/v1/jobs/${jobId}`)).body;
    assert.deepEqual(job.counts, {
      total: results.length,
      succeeded: ran.length,
      failed: 0,
      cancelled: dropped.length,
      waiting: 0,
    });
    assert.deepEqual(await ledgerOf(service, account, jobId), [
      'reserve month 1000',
      `refund month ${1_000 - ran.length}`,
    ]);
    const again = await service.api.delete(account.key, `/v1/jobs/${jobId}`);
    assert.deepEqual([again.status, again.body.error.code], [404, 'JOB_NOT_FOUND']);
  });

  it('cuts off pages that hang when it is cancelled, and charges nothing for them', async () => {
    const account = await service.api.account({ monthly_quota: 400 });
    const site = await sites.open((path) => {
      if (path === '/') return { links: Array.from({ length: 20 }, (_, n) => `/hang/${n}`) };
      return path.startsWith('/hang') ? () => undefined : undefined;
    });
    const body = crawlOf(`${site.url}/`, {}, { options: { timeout_ms: 60_000 } });
    const { jobId, answer } = await startCrawl(service, account.key, body);
    await waitFor('pages to hang', () => site.visits().length >= 5);
    assert.equal((await service.api.delete(account.key, `/v1/jobs/${jobId}`)).status, 200);
    // Within this test's own deadline: the pages would hang for a minute.
    const { crawl_meta, results } = await answer;
    assert.deepEqual([crawl_meta.cancelled, crawl_meta.pages_visited, results.length], [true, 1, 21]);
    assert.deepEqual(await ledgerOf(service, account, jobId), ['reserve month 100', 'refund month 99']);
  });

  describe('refuses before anything is charged', () => {
    const site = 'http://127.0.0.1:9/';
    const good = { follow_pattern: `${site}*`, max_pages: 10 };
    const crawls: [string, object | string, string][] = [
      ['no follow_pattern', { max_pages: 10 }, 'SCHEMA_INVALID'],
      ['a follow_pattern that is no text', { ...good, follow_pattern: 7 }, 'SCHEMA_INVALID'],
      ['an empty follow_pattern', { ...good, follow_pattern: '' }, 'SCHEMA_INVALID'],
      [
        'a follow_pattern of 257 characters',
        { ...good, follow_pattern: site.padEnd(257, 'x') },
        'SCHEMA_INVALID',
      ],
      ['a follow_pattern with 9 *', { ...good, follow_pattern: site + '*a'.repeat(9) }, 'SCHEMA_INVALID'],
      ['no max_pages', { follow_pattern: good.follow_pattern }, 'INVALID_REQUEST'],
      ['max_pages 0', { ...good, max_pages: 0 }, 'INVALID_REQUEST'],
      ['max_pages 10001', { ...good, max_pages: 10_001 }, 'INVALID_REQUEST'],
      ['max_pages 1.5', { ...good, max_pages: 1.5 }, 'INVALID_REQUEST'],
      ['max_pages as text', { ...good, max_pages: '10' }, 'INVALID_REQUEST'],
      ['max_depth -1', { ...good, max_depth: -1 }, 'INVALID_REQUEST'],
      ['max_depth 21', { ...good, max_depth: 21 }, 'INVALID_REQUEST'],
      ['max_depth 0.5', { ...good, max_depth: 0.5 }, 'INVALID_REQUEST'],
      ['allow_large_crawl as text', { ...good, allow_large_crawl: 'yes' }, 'INVALID_REQUEST'],
      ['respect_nofollow as number', { ...good, respect_nofollow: 1 }, 'INVALID_REQUEST'],
      ['a crawl that is no object', 'deep', 'INVALID_REQUEST'],
    ];
    const rests: [string, object, string][] = [
      ['no seed_url', { seed_url: undefined }, 'INVALID_REQUEST'],
      ['a relative seed_url', { seed_url: '/page' }, 'INVALID_REQUEST'],
      ['an ftp seed_url', { seed_url: 'ftp://127.0.0.1/' }, 'INVALID_REQUEST'],
      ['a seed_url that is too long', { seed_url: site.padEnd(8_193, 'x') }, 'INVALID_REQUEST'],
      ['a seed_url that gets too long', { seed_url: site.padEnd(8_000, 'ä') }, 'INVALID_REQUEST'],
      ['no crawl', { crawl: undefined }, 'INVALID_REQUEST'],
      ['an unknown render_js', { options: { render_js: 'maybe' } }, 'INVALID_REQUEST'],
      ['timeout_ms 999', { options: { timeout_ms: 999 } }, 'INVALID_REQUEST'],
      ['concurrency 0', { options: { concurrency: 0 } }, 'INVALID_REQUEST'],
      ['concurrency 129', { options: { concurrency: 129 } }, 'INVALID_REQUEST'],
      ['async_mode as text', { async_mode: 'yes' }, 'INVALID_REQUEST'],
      ['an empty schema', { schema: [] }, 'SCHEMA_INVALID'],
      ['an unknown type', { schema: [{ field: 'a', type: 'money', example: 1 }] }, 'SCHEMA_INVALID'],
    ];
    const cases = [...crawls.map(([what, crawl, code]) => [what, { crawl }, code] as const), ...rests];
    for (const [what, change, code] of cases) {
      it(what, async () => {
        const { key, id } = await service.api.account({ monthly_quota: 100 });
        const body = { seed_url: site, schema: TITLE, crawl: good, ...change };
        const answer = await service.api.post(key, '/v1/crawl', body);
        assert.deepEqual([answer.status, answer.body.error?.code], [400, code], JSON.stringify(answer.body));
        assert.equal(answer.body.error.retryable, false);
        assert.match(answer.headers.get('x-job-id') ?? '', /^job_/);
        assert.equal(answer.headers.get('x-monthly-usage-remaining'), '100');
        assert.deepEqual(await service.api.ledger(id), []);
      });
    }

    it('no schema, with 422', async () => {
      const { key, id } = await service.api.account();
      const answer = await service.api.post(key, '/v1/crawl', { seed_url: site, crawl: good });
      assert.deepEqual([answer.status, answer.body.error.code], [422, 'SCHEMA_REQUIRED']);
      assert.deepEqual(await service.api.ledger(id), []);
    });
  });
});
