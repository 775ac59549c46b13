import { strict as assert } from 'node:assert';
import { gzipSync } from 'node:zlib';
import { createSites, pathsOf, runCrawl } from '../support/crawls.js';
import { sitemapIndex, text, urlset, type Page } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

describe('the sitemaps of a crawl', function () {
  this.timeout(120_000);
  let service: RunningService;
  let key: string;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
    key = (await service.api.account()).key;
  });
  after(() => sites.close());

  /** The paths that a crawl visits of a site whose pages have no links. */
  async function visitedOf(files: Readonly<Record<string, Page>>): Promise<string[]> {
    const site = await sites.open((path) => files[path] ?? (/^\/(?:p\/\d+)?$/.test(path) ? {} : undefined));
    return pathsOf((await runCrawl(service, key, `${site.url}/`)).body);
  }

  const both = ['/', '/p/1', '/p/2'];
  const urls = ['{site}/p/1', '{site}/p/2'];
  const untyped = (body: string): Page => ({ headers: { 'Content-Type': '' }, body });

  it('are read whatever type they are served as', async () => {
    assert.deepEqual(await visitedOf({ '/sitemap.xml': text(urlset(urls), 'text/html') }), both);
    assert.deepEqual(await visitedOf({ '/sitemap.xml': untyped(urlset(urls)) }), both);
    assert.deepEqual(await visitedOf({ '/sitemap.xml': text(urls.join('\n'), 'text/html') }), both);
  });

  it('may be feeds', async () => {
    const items = '<item><link>/p/1</link></item><item><link>{site}/p/2</link></item>';
    const rss = `<rss version="2.0"><channel><link>{site}/p/9</link>${items}</channel></rss>`;
    const entries = '<entry><link href="/p/1"/></entry><entry><link rel="alternate" href="/p/2"/></entry>';
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><link href="/p/9"/>${entries}</feed>`;
    const robots = text('Sitemap: /feed');
    const served = (body: string, type: string) => ({ '/robots.txt': robots, '/feed': text(body, type) });
    assert.deepEqual(await visitedOf(served(rss, 'application/rss+xml')), both);
    assert.deepEqual(await visitedOf(served(feed, 'application/atom+xml')), both);
  });

  it('may be named by relative lines and locations, also through a compressed index', async () => {
    assert.deepEqual(
      await visitedOf({
        '/robots.txt': text('Sitemap: maps/index.xml.gz'),
        '/maps/index.xml.gz': text(gzipSync(sitemapIndex(['part.xml', '../list.txt'])), 'application/gzip'),
        '/maps/part.xml': text(urlset(['/p/1']), 'application/xml'),
        '/list.txt': text('/p/2\n'),
      }),
      both,
    );
  });

  for (const path of ['/sitemap_index.xml', '/sitemap-index.xml', '/wp-sitemap.xml']) {
    it(`are found at ${path} where robots.txt names none`, async () => {
      const index = text(sitemapIndex(['/maps/part.xml']), 'application/xml');
      const part = text(urlset(urls), 'application/xml');
      assert.deepEqual(await visitedOf({ [path]: index, '/maps/part.xml': part }), both);
    });
  }

  it('are guessed at four places at the most, and at no more once one of them has entries', async () => {
    const none = await sites.open({ '/': {} });
    await runCrawl(service, key, `${none.url}/`);
    const asked = none.requests.map(({ path }) => path).filter((path) => path.includes('sitemap'));
    const places = ['/sitemap.xml', '/sitemap_index.xml', '/sitemap-index.xml', '/wp-sitemap.xml'];
    assert.deepEqual(asked, places);

    const first = await sites.open({ '/': {}, '/sitemap.xml': text(urlset(['/p/1'])) });
    await runCrawl(service, key, `${first.url}/`);
    assert.deepEqual([first.asked('/sitemap.xml'), first.asked('/sitemap_index.xml')], [1, 0]);

    const named = await sites.open({ '/': {}, '/robots.txt': text('Sitemap: /m.xml') });
    await runCrawl(service, key, `${named.url}/`);
    assert.deepEqual([named.asked('/m.xml'), named.asked('/sitemap_index.xml')], [1, 0]);
  });
});
