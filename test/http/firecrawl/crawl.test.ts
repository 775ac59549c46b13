import { strict as assert } from 'node:assert';
import type { TestAccount } from '../../support/api.js';
import { startCrawlSite, type CrawlSite } from '../../support/crawl-site.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { useFirecrawl, type FirecrawlCaller } from '../../support/use-firecrawl.js';

/** A site of a blog and a shop, with a sitemap, a forbidden corner and a link to elsewhere. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  '/blog': [
    '/blog/a',
    '/blog/b?page=1',
    '/blog/b?page=2',
    '/shop',
    '/private/x',
    'http://localhost:{port}/other',
  ],
  '/blog/a': ['/blog/a/deep', '/blog/'],
  '/blog/a/deep': ['/blog/a/deep/er'],
  '/blog/a/deep/er': [],
  '/blog/': [],
  '/blog/b?page=1': [],
  '/blog/b?page=2': [],
  '/blog/mapped': ['/blog/behind-mapped'],
  '/blog/behind-mapped': [],
  '/shop': [],
  '/other': ['/other/far'],
};

describe('Firecrawl: /v2/crawl', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: CrawlSite;
  let account: TestAccount;
  let caller: FirecrawlCaller;

  before(async () => {
    site = await startCrawlSite((path) => {
      if (path === '/robots.txt')
        return { body: 'User-agent: *\nDisallow: /private/\n', headers: { 'Content-Type': 'text/plain' } };
      if (path === '/sitemap.xml')
        return {
          body: '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{site}/blog/mapped</loc></url></urlset>',
          headers: { 'Content-Type': 'application/xml' },
        };
      const links = LINKS[path];
      if (links === undefined) return undefined;
      const anchors = links
        .map((to) => `<a href="${to.replace('{port}', String(site.port))}">to</a>`)
        .join('');
      return {
        body: `<title>Page ${path}</title><h1>Page ${path}</h1><p>Text of the page.</p>${anchors}`,
        headers: { 'Content-Type': 'text/html' },
      };
    });
    service = await sharedService();
    account = await service.api.account({ plan: 'free', monthly_quota: 500, requests_per_minute: 1_000 });
    caller = useFirecrawl(service, account);
  });
  after(() => site.close());

  /** The paths of the documents, sorted; those of another host with it. */
  const crawl = async (options: object): Promise<{ paths: string[]; job: any }> => {
    const job = await caller.sdk.crawl(`${site.url}/blog`, { limit: 30, pollInterval: 1, ...options });
    assert.equal(job.status, 'completed');
    const urls = job.data.map(({ metadata }) => metadata?.sourceURL as string);
    return { paths: urls.map((url) => url.replace(site.url, '')).sort(), job };
  };

  it('takes the pages below the seed, by links and sitemap, each once', async () => {
    const { paths, job } = await crawl({ scrapeOptions: { formats: ['markdown'] } });
    assert.deepEqual(paths, [
      '/blog',
      '/blog/a',
      '/blog/a/deep',
      '/blog/a/deep/er',
      '/blog/b?page=1',
      '/blog/b?page=2',
      '/blog/behind-mapped',
      '/blog/mapped',
    ]);
    assert.equal(job.creditsUsed, 8);
    assert.ok(job.data.every(({ markdown }: { markdown: string }) => markdown.startsWith('# Page /blog')));
  });

  it('goes over the whole host, takes pages that differ in their query for one, and names what robots.txt forbids', async () => {
    const job = await caller.sdk.crawl(`${site.url}/blog`, {
      crawlEntireDomain: true,
      ignoreQueryParameters: true,
      limit: 30,
      pollInterval: 1,
    });
    const paths = job.data.map(({ metadata }) => (metadata?.sourceURL as string).replace(site.url, ''));
    assert.ok(paths.includes('/shop'));
    assert.equal(paths.filter((path) => path.startsWith('/blog/b?')).length, 1);
    const { robotsBlocked } = await caller.sdk.getCrawlErrors(job.id);
    assert.deepEqual(robotsBlocked, [`${site.url}/private/x`]);
  });

  it('follows what the expressions say', async () => {
    const { paths } = await crawl({ includePaths: ['^/blog/a'], excludePaths: ['deep/er$'] });
    assert.deepEqual(paths, ['/blog', '/blog/a', '/blog/a/deep']);
  });

  it('stops at the depth, and leaves sitemaps alone', async () => {
    const { paths } = await crawl({ maxDiscoveryDepth: 1, sitemap: 'skip' });
    assert.deepEqual(paths, ['/blog', '/blog/a', '/blog/b?page=1', '/blog/b?page=2']);
  });

  it('takes pages from the sitemap only', async () => {
    const { paths } = await crawl({ sitemap: 'only' });
    assert.deepEqual(paths, ['/blog', '/blog/mapped']);
  });

  it('goes one hop to other hosts where it may', async () => {
    const { paths } = await crawl({ allowExternalLinks: true, maxDiscoveryDepth: 2, sitemap: 'skip' });
    assert.ok(paths.includes(`http://localhost:${site.port}/other`), paths.join());
    assert.ok(!paths.some((path) => path.endsWith('/other/far')));
  });

  it('reserves what is left when that is less than the limit', async () => {
    const poor = await service.api.account({ plan: 'free', monthly_quota: 2, requests_per_minute: 100 });
    const own = useFirecrawl(service, poor);
    const job = await own.sdk.crawl(`${site.url}/blog`, { limit: 30, pollInterval: 1 });
    assert.deepEqual([job.status, job.completed, job.creditsUsed], ['completed', 2, 2]);
    const { status, body } = await own.call('POST', '/crawl', { url: `${site.url}/blog`, limit: 1 });
    assert.deepEqual([status, body.code], [402, 'INSUFFICIENT_CREDITS']);
  });

  it('lists the crawls that run', async () => {
    const slow = await startCrawlSite(() => () => undefined);
    try {
      const { id } = await caller.sdk.startCrawl(slow.url, { limit: 3 });
      const { crawls } = await caller.sdk.getActiveCrawls();
      assert.deepEqual(
        crawls.filter((one) => one.id === id).map(({ url, teamId }) => [url, teamId]),
        [[slow.url, account.id]],
      );
      assert.equal(await caller.sdk.cancelCrawl(id), true);
    } finally {
      await slow.close();
    }
  });
});
