import { strict as assert } from 'node:assert';
import type { TestAccount } from '../../support/api.js';
import { crawlOf, createSites, ledgerOf, startCrawl, type Entry } from '../../support/crawls.js';
import { interlinked, withVariants, type CrawlSite } from '../../support/crawl-site.js';
import { linkWalk } from '../../support/link-walk.js';
import type { TestService } from '../../support/service.js';
import { waitFor } from '../../support/wait.js';

const PAGES = 600;
/** Twice HOST_CONCURRENCY, the most that a killed worker may fetch again. */
const IN_FLIGHT = 16;

export function describeCrawl(running: () => TestService): void {
  describe('a crawl', function () {
    this.timeout(180_000);
    let service: TestService;
    let site: CrawlSite;
    let account: TestAccount;
    const sites = createSites();

    before(async () => {
      service = running();
      site = await sites.open(interlinked(PAGES, 10, 30));
      account = await service.api.account({ plan: 'pro', monthly_quota: 40_000 });
    });
    after(() => sites.close());

    function repeats(): number {
      return site.visits().length - new Set(site.visits()).size;
    }

    it('survives kill -9 of everything at three moments: the same pages, each once, exactly paid', async () => {
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

    it('survives kill -9 while it merges duplicates: each page has one outcome and is paid once', async () => {
      const [count, variants] = [60, 4];
      const many = await sites.open(withVariants(count, variants, 60));
      const crawl = { max_pages: 300, dedupe: 'canonical' };
      const headers = { 'Idempotency-Key': 'one-crawl-of-variants' };
      const body = crawlOf(`${many.url}/`, crawl);
      const { jobId } = await startCrawl(service, account.key, body, headers);
      await waitFor(
        'half of the visits',
        () => new Set(many.visits()).size >= (count * variants) / 2,
        60_000,
      );
      await service.killAll();
      await service.startAgain();
      const { body: answer } = await service.api.post(account.key, '/v1/crawl', body, headers);
      const results = (answer.results as Entry[]).map(({ url }) => url);
      const duplicates = answer.duplicates as { url: string; duplicate_of: string }[];
      assert.equal(new Set([...results, ...duplicates.map(({ url }) => url)]).size, 1 + count * variants);
      assert.equal(results.length, 1 + count);
      assert.equal(duplicates.length, count * (variants - 1));
      for (const { url, duplicate_of: of } of duplicates) {
        assert.equal(new URL(url).pathname, new URL(of).pathname);
        assert.ok(results.includes(of), of);
      }
      assert.equal(answer.crawl_meta.pages_duplicate, duplicates.length);
      assert.deepEqual(await ledgerOf(service, account, jobId), [
        'reserve month 300',
        `refund month ${300 - results.length}`,
      ]);
    });
  });
}
