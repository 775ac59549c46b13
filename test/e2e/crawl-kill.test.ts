import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { TestAccount } from '../support/api.js';
import { crawlOf, createSites, ledgerOf, startCrawl, type Entry } from '../support/crawls.js';
import { interlinked, type Answer, type CrawlSite } from '../support/crawl-site.js';
import { linkWalk } from '../support/link-walk.js';
import { processesNaming } from '../support/processes.js';
import { startService, type TestService } from '../support/service.js';
import { waitFor } from '../support/wait.js';

const PAGES = 600;
/** Twice HOST_CONCURRENCY, the most pages that a killed worker may fetch again. */
const IN_FLIGHT = 16;
const MANUAL = '/usr/share/doc/postgresql-doc-15/html';

describe('a crawl', function () {
  this.timeout(180_000);
  let service: TestService;
  let site: CrawlSite;
  let account: TestAccount;

  const sites = createSites();
  const started: TestService[] = [];

  const prepare = async (pages: (path: string) => Answer | undefined): Promise<void> => {
    site = await sites.open(pages);
    service = await startService({ ALLOW_PRIVATE_NETWORKS: '127.0.0.1' });
    started.push(service);
    account = await service.api.account({ plan: 'pro', monthly_quota: 40_000 });
  };
  afterEach(async () => {
    const [running] = started.splice(0);
    await running?.discard();
    await sites.close();
    if (running !== undefined)
      assert.deepEqual(processesNaming(running.dataDir), [], 'nothing is left running');
  });

  function repeats(): number {
    return site.visits().length - new Set(site.visits()).size;
  }

  it('survives kill -9 of everything at three moments: the same pages, each once, exactly paid', async () => {
    await prepare(interlinked(PAGES, 10, 30));
    const expected = await linkWalk(`${site.url}/`, `${site.url}/`);
    assert.equal(expected.length, PAGES);
    site.requests.length = 0;

    const body = crawlOf(`${site.url}/`, { max_pages: 1_000, max_depth: 20 });
    const headers = { 'Idempotency-Key': 'one-crawl' };
    const { jobId } = await startCrawl(service, account.key, body, headers);
    const moments = [20, 200, 380].map((from) => from + Math.floor(Math.random() * 160));
    for (const [kills, moment] of moments.entries()) {
      await waitFor(
        `visit ${moment} of ${String(moments)}`,
        () => new Set(site.visits()).size >= moment,
        60_000,
      );
      await service.killAll();
      assert.ok(
        repeats() <= kills * IN_FLIGHT,
        `${repeats()} repeats after ${kills} kills at ${String(moments)}`,
      );
      await service.startAgain();
    }
    await waitFor(
      `the crawl to end, killed at ${String(moments)}`,
      async () =>
        (await service.api.get(account.key, `/v1/jobs/${jobId}?limit=1`)).body.status === 'completed',
      90_000,
    );

    const { body: answer, headers: head } = await service.api.post(account.key, '/v1/crawl', body, headers);
    assert.equal(head.get('x-job-id'), jobId);
    const results = answer.results as Entry[];
    assert.deepEqual(results.map(({ url }) => url).sort(), expected, `killed at ${String(moments)}`);
    for (const { url, status, data } of results) {
      assert.equal(status, 'success');
      assert.equal(data?.title, `Title of ${new URL(url).pathname}`);
    }
    assert.deepEqual(
      { ...answer.crawl_meta, pages_skipped: null },
      { pages_visited: PAGES, pages_skipped: null, pages_failed: 0, cancelled: false },
    );
    assert.deepEqual([...new Set(site.visits())].length, PAGES);
    assert.ok(
      repeats() <= 3 * IN_FLIGHT,
      `${repeats()} pages were asked for again, killed at ${String(moments)}`,
    );
    assert.deepEqual(await ledgerOf(service, account, jobId), [
      'reserve month 1000',
      `refund month ${1_000 - PAGES}`,
    ]);
    assert.equal((await service.api.admin('GET', `/accounts/${account.id}`)).body.monthly.used, PAGES);
  });

  it('visits exactly the pages of a real manual that a plain link walk finds', async function () {
    if (!existsSync(MANUAL)) {
      console.log(`      there is no PostgreSQL manual at ${MANUAL}`);
      return this.skip();
    }
    await prepare((path) => {
      const file = join(MANUAL, normalize(decodeURIComponent(new URL(path, 'http://x').pathname)));
      if (!/\.(?:html|css|svg|png)$/.test(file) || !existsSync(file)) return undefined;
      const type = file.endsWith('.html') ? 'text/html' : 'application/octet-stream';
      return { headers: { 'Content-Type': type }, body: readFileSync(file) };
    });
    const seed = `${site.url}/index.html`;
    const expected = await linkWalk(seed, `${site.url}/`);
    assert.ok(expected.length > 500, `${expected.length} pages`);
    site.requests.length = 0;

    const crawl = { max_pages: 10_000, max_depth: 20 };
    const { status, body } = await service.api.post(account.key, '/v1/crawl', crawlOf(seed, crawl));
    assert.equal(status, 200);
    const urls = (body.results as Entry[]).map(({ url }) => url).sort();
    assert.deepEqual(urls, expected);
    assert.equal(site.visits().length, expected.length);
    assert.equal(body.crawl_meta.pages_failed, 0);
    assert.ok(!('code' in body.crawl_meta));
  });
});
