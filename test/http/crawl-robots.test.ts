import { strict as assert } from 'node:assert';
import { gzipSync } from 'node:zlib';
import { createSites, pathsOf, runCrawl } from '../support/crawls.js';
import { htmlPage, redirectTo, sitemapIndex, text, urlset } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

describe('what a site asks of a crawl', function () {
  this.timeout(120_000);
  let service: RunningService;
  let key: string;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
    key = (await service.api.account()).key;
  });
  after(() => sites.close());

  describe('robots.txt', () => {
    it('keeps it from pages that are disallowed for it, also behind a redirect', async () => {
      const site = await sites.open({
        '/robots.txt': text(
          'User-agent: Holdfast\nDisallow: /private\nAllow: /private/open\n\nUser-agent: *\nDisallow: /',
        ),
        '/': { links: ['/private/a', '/private/b', '/private/open', '/public', '/moved'] },
        '/private/a': {},
        '/private/b': {},
        '/private/open': {},
        '/public': { links: ['/private/a'] },
        '/moved': redirectTo('/private/b'),
      });
      const account = await service.api.account();
      const { body, headers } = await runCrawl(service, account.key, `${site.url}/`);
      assert.deepEqual(pathsOf(body), ['/', '/private/open', '/public']);
      assert.deepEqual(site.visits().sort(), ['/', '/moved', '/private/open', '/public']);
      assert.equal(body.crawl_meta.pages_visited, 3);
      // Two refused, one that redirected to such a one, and a link that was known.
      assert.equal(body.crawl_meta.pages_skipped, 4);
      assert.equal(site.asked('/robots.txt'), 1);
      const job = await service.api.get(account.key, `/v1/jobs/${headers.get('x-job-id')}`);
      assert.equal(job.body.units.charged, 3);
    });

    it('keeps it from a seed that is disallowed', async () => {
      const site = await sites.open({ '/robots.txt': text('User-agent: *\nDisallow: /'), '/': {} });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.deepEqual(body.results, []);
      assert.deepEqual(body.crawl_meta, {
        pages_visited: 0,
        pages_skipped: 1,
        pages_failed: 0,
        cancelled: false,
        code: 'ROBOTS_FORBIDDEN',
      });
      assert.deepEqual(site.visits(), []);
    });

    it('allows everything when there is none', async () => {
      const site = await sites.open({ '/': { links: ['/a'] }, '/a': {} });
      assert.equal((await runCrawl(service, key, `${site.url}/`)).body.crawl_meta.pages_visited, 2);
      assert.equal(site.asked('/robots.txt'), 1);
    });

    it('forbids everything while it answers 503', async () => {
      const site = await sites.open({ '/robots.txt': { status: 503 }, '/': { links: ['/a'] }, '/a': {} });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.deepEqual(body.results, []);
      assert.equal(body.crawl_meta.pages_skipped, 1);
      assert.deepEqual(site.visits(), []);
    });

    it('is obeyed at each host for itself', async () => {
      const strict = await sites.open({
        '/robots.txt': text('User-agent: *\nDisallow: /no'),
        '/no': {},
        '/yes': {},
      });
      const site = await sites.open({ '/': { links: [`${strict.url}/no`, `${strict.url}/yes`] } });
      const { body } = await runCrawl(service, key, `${site.url}/`, { follow_pattern: 'http://127.0.0.1*' });
      assert.deepEqual(pathsOf(body), ['/', '/yes']);
      assert.deepEqual(strict.visits(), ['/yes']);
    });

    it('sets the pace by its Crawl-delay, for sitemaps too', async () => {
      const site = await sites.open({
        '/robots.txt': text('User-agent: *\nCrawl-delay: 0.5'),
        '/sitemap.xml': text(urlset(['{site}/d']), 'application/xml'),
        '/': { links: ['/a', '/b', '/c'] },
        '/a': {},
        '/b': {},
        '/c': {},
        '/d': {},
      });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.equal(body.crawl_meta.pages_visited, 5);
      const times = site.requests.filter(({ path }) => path !== '/robots.txt').map(({ at }) => at);
      const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
      assert.equal(gaps.length, 5);
      // A request may take a little longer to arrive than the next.
      assert.ok(Math.min(...gaps) >= 400, `requests ${gaps.join(', ')} ms apart`);
    });
  });

  describe('sitemaps', () => {
    it('are read from /sitemap.xml; entries that match are visited at depth 1', async () => {
      const site = await sites.open({
        '/sitemap.xml': text(
          urlset(['{site}/in/1', '{site}/in/2', '{site}/out', '{site}/in/1?utm_source=s']),
          'text/xml',
        ),
        '/in/': { links: ['/in/1'] },
        '/in/1': { links: ['/in/deep'] },
        '/in/2': {},
        '/in/deep': { links: ['/in/deeper'] },
        '/in/deeper': {},
        '/out': {},
      });
      const crawl = { follow_pattern: `${site.url}/in/*` };
      const { body } = await runCrawl(service, key, `${site.url}/in/`, crawl);
      assert.deepEqual(pathsOf(body), ['/in/', '/in/1', '/in/2', '/in/deep']);
      assert.deepEqual(site.visits().sort(), pathsOf(body));
    });

    it('are not read for a crawl of the seed alone', async () => {
      const site = await sites.open({
        '/sitemap.xml': text(urlset(['{site}/a']), 'text/xml'),
        '/': { links: ['/a'] },
        '/a': {},
      });
      const { body } = await runCrawl(service, key, `${site.url}/`, { max_depth: 0 });
      assert.deepEqual(pathsOf(body), ['/']);
    });

    it('are read from the lines of robots.txt, with gzip and through indexes', async () => {
      const plain = await sites.open({ '/': {} });
      const site = await sites.open((path) => {
        const pages: Record<string, ReturnType<typeof text>> = {
          '/robots.txt': text(
            `Sitemap: ${site.url}/sitemap-index.xml\nSitemap: ${site.url}/sitemap-list.txt`,
          ),
          '/sitemap-index.xml': text(
            sitemapIndex(['{site}/sitemap-a.xml.gz', '{site}/sitemap-b.xml', '{site}/sitemap-none.xml']),
            'application/xml',
          ),
          '/sitemap-a.xml.gz': text(
            gzipSync(urlset(Array.from({ length: 30 }, (_, n) => `${site.url}/a/${n}`))),
            'application/gzip',
          ),
          '/sitemap-b.xml': text(
            urlset(['{site}/b', '{site}/a/1', `${plain.url}/elsewhere`]),
            'application/xml',
          ),
          '/sitemap-list.txt': text(`${site.url}/c\n${site.url}/d\n`),
        };
        return pages[path] ?? (path.startsWith('/sitemap') ? undefined : {});
      });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      const expected = ['/', '/b', '/c', '/d', ...Array.from({ length: 30 }, (_, n) => `/a/${n}`)].sort();
      assert.deepEqual(pathsOf(body), expected);
      assert.deepEqual(site.visits().sort(), expected);
      assert.deepEqual(plain.requests, []);
      assert.equal(site.asked('/sitemap.xml'), 1);
    });

    it('do not lift the page limit, nor what robots.txt says', async () => {
      const site = await sites.open((path) => {
        if (path === '/robots.txt') return text('User-agent: *\nDisallow: /no');
        if (path !== '/sitemap.xml') return {};
        return text(
          urlset(Array.from({ length: 500 }, (_, n) => `{site}/${n % 2 ? 'no' : 'p'}/${n}`)),
          'text/xml',
        );
      });
      const { body } = await runCrawl(service, key, `${site.url}/`, { max_pages: 50 });
      assert.equal(body.crawl_meta.pages_visited, 50);
      assert.equal(site.visits().length, 50);
      assert.deepEqual(
        site.visits().filter((path) => path.startsWith('/no')),
        [],
      );
    });
  });

  describe('nofollow', () => {
    const pages = {
      '/': {
        body: `<a href="/yes">1</a><a rel="noopener nofollow" href="/no">2</a><a href="/quiet">3</a>`,
        headers: { 'Content-Type': 'text/html' },
      },
      '/yes': {},
      '/no': {},
      '/quiet': {
        body: htmlPage('/quiet', ['/unheard'], '<meta name="ROBOTS" content="noindex, NoFollow">'),
      },
      '/unheard': {},
    };

    it('on a link or in a robots meta is obeyed', async () => {
      const site = await sites.open(pages);
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.deepEqual(pathsOf(body), ['/', '/quiet', '/yes']);
      assert.deepEqual(site.visits().sort(), ['/', '/quiet', '/yes']);
    });

    it('is not, when the caller says so', async () => {
      const site = await sites.open(pages);
      const { body } = await runCrawl(service, key, `${site.url}/`, { respect_nofollow: false });
      assert.deepEqual(pathsOf(body), ['/', '/no', '/quiet', '/unheard', '/yes']);
    });
  });
});
