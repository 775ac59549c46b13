import { strict as assert } from 'node:assert';
import { createSites, crawlOf, pathsOf, runCrawl } from '../support/crawls.js';
import { htmlPage, withVariants, type Answer } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

/** A page that names these canonical URLs. */
function naming(title: string, links: readonly string[], ...canonical: readonly string[]): Answer {
  const head = canonical.map((href) => `<link rel="canonical" href="${href}">`).join('');
  return { body: htmlPage(title, links, head) };
}

describe('crawl.dedupe', function () {
  this.timeout(120_000);
  let service: RunningService;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
  });
  after(() => sites.close());

  it('visits every URL for itself when nothing is said', async () => {
    const account = await service.api.account();
    const site = await sites.open(withVariants(2, 3));
    const { body } = await runCrawl(service, account.key, `${site.url}/`);
    assert.equal(body.crawl_meta.pages_visited, 7);
    assert.ok(!('duplicates' in body) && !('pages_duplicate' in body.crawl_meta) && !('warnings' in body));
  });

  it('canonical merges the variants of a page, lists them and charges one', async () => {
    const account = await service.api.account({ monthly_quota: 1_000 });
    const site = await sites.open(withVariants(3, 6));
    const crawl = { dedupe: 'canonical' };
    const { body, headers } = await runCrawl(service, account.key, `${site.url}/`, crawl);
    assert.equal(body.results.length, 4);
    assert.equal(new Set(pathsOf(body).map((path) => path.split('?')[0])).size, 4);
    assert.deepEqual(
      [body.crawl_meta.pages_visited, body.crawl_meta.pages_duplicate, body.crawl_meta.code],
      [4, 15, undefined],
    );
    const kept = (body.results as { url: string }[]).map(({ url }) => url);
    assert.equal(body.duplicates.length, 15);
    for (const { url, duplicate_of: of } of body.duplicates) {
      assert.equal(new URL(url).pathname, new URL(of).pathname);
      assert.ok(kept.includes(of) && !kept.includes(url));
    }
    assert.match(body.warnings[0].message, /^15 pages named the canonical URL/);
    const job = await service.api.get(account.key, `/v1/jobs/${headers.get('x-job-id')}`);
    assert.deepEqual(job.body.units, { reserved: 100, charged: 4 });
    assert.deepEqual(job.body.counts, { total: 4, succeeded: 4, failed: 0, cancelled: 0, waiting: 0 });
    assert.deepEqual([job.body.duplicates, job.body.crawl_meta], [body.duplicates, body.crawl_meta]);
  });

  it('canonical believes only one URL of the same site, of a page that is there', async () => {
    const { key } = await service.api.account();
    const site = await sites.open({
      '/': { links: ['/own', '/own?x', '/own?broken', '/other?1', '/other?2', '/two?1', '/two?2'] },
      // Broken: it ends first, and must not stand for the page.
      '/own?broken': { status: 500, body: htmlPage('/own', [], '<link rel="canonical" href="/own">') },
      '/own': { body: htmlPage('/own', []), afterMs: 150 },
      '/own?x': { body: htmlPage('/own', ['/behind'], '<link rel="canonical" href="own">'), afterMs: 300 },
      '/other?1': naming('/other', [], 'http://other.test/'),
      '/other?2': naming('/other', [], 'http://other.test/'),
      '/two?1': naming('/two', [], '/a', '/b'),
      '/two?2': naming('/two', [], '/a', '/b'),
      '/behind': {},
    });
    const crawl = { dedupe: 'canonical', exclude_patterns: ['*/a', '*/b'] };
    const { body } = await runCrawl(service, key, `${site.url}/`, crawl);
    assert.deepEqual(body.duplicates, [{ url: `${site.url}/own?x`, duplicate_of: `${site.url}/own` }]);
    const others = ['/other?1', '/other?2', '/two?1', '/two?2'];
    assert.deepEqual(pathsOf(body), ['/', '/behind', '/own', '/own?broken', ...others].sort());
  });

  it('canonical ends on a site that is nothing but duplicates', async () => {
    const { key } = await service.api.account();
    const site = await sites.open((path) => {
      const n = Number(/^\/\?n=(\d+)$/.exec(path)?.[1] ?? 0);
      if (path !== '/' && n === 0) return undefined;
      return naming(
        '/',
        [3, 4, 5].map((step) => `/?n=${n * 3 + step}`),
        '/',
      );
    });
    const crawl = { dedupe: 'canonical', max_pages: 10, max_depth: 20 };
    const { body } = await runCrawl(service, key, `${site.url}/`, crawl);
    assert.deepEqual(
      [body.crawl_meta.pages_visited, body.crawl_meta.pages_duplicate, body.crawl_meta.code],
      [1, 19, 'CRAWL_LIMIT_REACHED'],
    );
    assert.equal(site.visits().length, 20);
  });

  it('is refused when it is something else', async () => {
    const { key } = await service.api.account();
    const asked = crawlOf('http://127.0.0.1:9/', { dedupe: 'content' });
    const { status, body } = await service.api.post(key, '/v1/crawl', asked);
    assert.deepEqual([status, body.error.code], [400, 'INVALID_REQUEST']);
  });
});
