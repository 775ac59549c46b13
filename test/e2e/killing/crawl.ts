import { strict as assert } from 'node:assert';
import type { TestAccount } from '../../support/api.js';
import { crawlOf, createSites, ledgerOf, startCrawl, type Entry } from '../../support/crawls.js';
import { interlinked, type CrawlSite } from '../../support/crawl-site.js';
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
  });
}
