import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { constants, gzipSync } from 'node:zlib';
import { createSites, pathsOf, runCrawl, type Entry } from '../support/crawls.js';
import { htmlPage, redirectTo, sitemapIndex, text, urlset } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const MEGABYTE = 1024 * 1024;

/** Writes `bytes` of `piece`, as fast as the other side takes them, until it has gone. */
async function pour(response: ServerResponse, piece: string, bytes: number): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  for (let sent = 0; sent < bytes && !response.destroyed; sent += piece.length) {
    if (!response.write(piece))
      await Promise.race([gone, new Promise<void>((resolve) => response.once('drain', resolve))]);
  }
  response.end();
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html' });
  const every = setInterval(() => response.write('<p>drop</p>'), 50);
  response.once('close', () => clearInterval(every));
}

describe('a crawl of a hostile site', function () {
  this.timeout(120_000);
  let service: RunningService;
  let key: string;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
    key = (await service.api.account()).key;
  });
  after(() => sites.close());
  afterEach(async () => {
    assert.equal((await service.api.call('GET', '/readyz')).status, 200);
  });

  it('ends in an endless calendar', async () => {
    const site = await sites.open((path) => {
      const day = Number(/^\/day\/(\d+)$/.exec(path)?.[1] ?? 0);
      const links = [1, 2, 3, 30, 365].map((later) => `/day/${day + later}`);
      return path === '/' || path.startsWith('/day/') ? { links } : undefined;
    });
    const { body } = await runCrawl(service, key, `${site.url}/`, { max_pages: 150, max_depth: 20 });
    assert.equal(body.crawl_meta.pages_visited, 150);
    assert.equal(body.crawl_meta.code, 'CRAWL_LIMIT_REACHED');
    assert.equal(site.visits().length, 150);
  });

  it('ends in session ids that make every link a new page', async () => {
    const site = await sites.open((path) => {
      if (/^\/(?:robots|sitemap)/.test(path)) return undefined;
      const id = (): string => randomBytes(8).toString('hex');
      return { links: Array.from({ length: 10 }, (_, n) => `/item/${n}?PHPSESSID=${id()}`) };
    });
    const { body } = await runCrawl(service, key, `${site.url}/`, { max_pages: 80, max_depth: 20 });
    assert.equal(body.crawl_meta.pages_visited, 80);
    assert.equal(new Set(pathsOf(body)).size, 80);
    assert.equal(site.visits().length, 80);
  });

  it('takes redirect loops and endless redirects for pages that fail', async () => {
    const site = await sites.open((path) => {
      const hop = /^\/endless\/(\d+)$/.exec(path)?.[1];
      if (hop !== undefined) return redirectTo(`/endless/${Number(hop) + 1}`);
      return {
        '/': { links: ['/self', '/ping', '/endless/0', '/fine'] },
        '/self': redirectTo('/self'),
        '/ping': redirectTo('/pong'),
        '/pong': redirectTo('/ping'),
        '/fine': {},
      }[path];
    });
    const { body } = await runCrawl(service, key, `${site.url}/`);
    const endings = (body.results as Entry[]).map(({ url, error }) => [new URL(url).pathname, error?.code]);
    assert.deepEqual(Object.fromEntries(endings), {
      '/': undefined,
      '/self': 'URL_UNREACHABLE',
      '/ping': 'URL_UNREACHABLE',
      '/endless/0': 'URL_UNREACHABLE',
      '/fine': undefined,
    });
    // A loop is tried with the browser as well, which stops where it comes round.
    assert.ok(site.visits().length < 30, `${site.visits().length} requests`);
  });

  it('reads no more of a page of 200 MB than it needs, and follows what it has read', async () => {
    let poured = 0;
    const site = await sites.open({
      '/': { links: ['/huge', '/small'] },
      '/huge': (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.write(htmlPage('/huge', ['/linked-from-huge']));
        response.once('close', () => (poured = response.socket?.bytesWritten ?? 0));
        void pour(response, '<p>filler filler filler filler</p>'.repeat(2_000), 200 * MEGABYTE);
      },
      '/small': {},
      '/linked-from-huge': {},
    });
    const { body } = await runCrawl(service, key, `${site.url}/`, {}, { options: { timeout_ms: 20_000 } });
    assert.deepEqual(pathsOf(body), ['/', '/huge', '/linked-from-huge', '/small']);
    assert.equal(body.crawl_meta.pages_failed, 0);
    // 24 MB are read; what is under way on a busy machine is sent as well.
    assert.ok(poured < 100 * MEGABYTE, `${poured} bytes were sent`);
  });

  it('gives up pages that drip', async () => {
    const links = Array.from({ length: 10 }, (_, n) => `/drip/${n}`);
    const site = await sites.open((path) => {
      if (path === '/') return { links };
      return path.startsWith('/drip') ? (_request, response) => drip(response) : undefined;
    });
    const { body } = await runCrawl(service, key, `${site.url}/`, {}, { options: { timeout_ms: 1_000 } });
    assert.equal(body.crawl_meta.pages_visited, 11);
    assert.equal(body.crawl_meta.pages_failed, 10);
    for (const { error } of (body.results as Entry[]).slice(1)) assert.equal(error?.code, 'TIMEOUT');
  });

  it('takes 100,000 links on one page, and on every page', async () => {
    const links = Array.from({ length: 100_000 }, (_, n) => `/page/${n}`);
    const html = htmlPage('/', links);
    const site = await sites.open((path) =>
      path === '/' || path.startsWith('/page') ? { body: html } : undefined,
    );
    const { body } = await runCrawl(service, key, `${site.url}/`, { max_pages: 20 });
    assert.equal(body.crawl_meta.pages_visited, 20);
    assert.equal(body.crawl_meta.code, 'CRAWL_LIMIT_REACHED');
    const urls = (body.results as { url: string }[]).map(({ url }) => url);
    assert.equal(new Set(urls).size, 20);
    assert.equal(urls.length, 20);
    // Two million links keep a busy machine from telling that a worker is alive, and its pages are fetched again; each has
    // one outcome all the same.
    const asked = site.requests.filter(({ path }) => path === '/' || path.startsWith('/page/'));
    assert.equal(new Set(asked.map(({ path }) => path)).size, 20);
  });

  describe('takes a robots.txt', () => {
    const pages = { '/': { links: ['/a', '/no/b'] }, '/a': {}, '/no/b': {} };
    const rules = 'User-agent: *\nDisallow: /no\n';

    it('of random bytes for one without rules', async () => {
      const site = await sites.open({ ...pages, '/robots.txt': text(randomBytes(50_000)) });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.deepEqual(pathsOf(body), ['/', '/a', '/no/b']);
    });

    it('of 10 MB as far as it must be read', async () => {
      const site = await sites.open({
        ...pages,
        '/robots.txt': text(rules.padEnd(10 * MEGABYTE, '# filler\n')),
      });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.deepEqual(pathsOf(body), ['/', '/a']);
    });

    it('of 10 MB in one line for one without rules', async () => {
      const site = await sites.open({ ...pages, '/robots.txt': text('x'.repeat(10 * MEGABYTE)) });
      assert.equal((await runCrawl(service, key, `${site.url}/`)).body.crawl_meta.pages_visited, 3);
    });

    for (const [what, location] of [
      ['redirects to itself', '/robots.txt'],
      ['redirects in a circle', '/robots.txt?again'],
    ] as const) {
      it(`that ${what} for none`, async () => {
        const site = await sites.open({
          ...pages,
          '/robots.txt': redirectTo(location),
          '/robots.txt?again': redirectTo('/robots.txt'),
        });
        assert.equal((await runCrawl(service, key, `${site.url}/`)).body.crawl_meta.pages_visited, 3);
      });
    }

    it('that redirects five times for what it arrives at, and on and on for none', async () => {
      const hops = (end: number) => (path: string) => {
        const hop = /^\/robots\.txt(?:\?(\d+))?$/.exec(path);
        if (hop === null) return pages[path as keyof typeof pages];
        const n = Number(hop[1] ?? 0);
        return n === end ? text(rules) : redirectTo(`/robots.txt?${n + 1}`);
      };
      const five = await sites.open(hops(5));
      assert.deepEqual(pathsOf((await runCrawl(service, key, `${five.url}/`)).body), ['/', '/a']);
      const endless = await sites.open(hops(Infinity));
      assert.deepEqual(pathsOf((await runCrawl(service, key, `${endless.url}/`)).body), ['/', '/a', '/no/b']);
    });

    it('that never comes for one that forbids everything', async () => {
      const site = await sites.open({ ...pages, '/robots.txt': (_request, response) => drip(response) });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.deepEqual(body.results, []);
      assert.deepEqual(site.visits(), []);
    });
  });

  describe('reads of a sitemap', () => {
    const pages = { '/': { links: ['/a'] }, '/a': {} };
    const some = Array.from({ length: 10 }, (_, n) => `{site}/s/${n}`);
    const crawlWith = async (sitemaps: Record<string, ReturnType<typeof text>>): Promise<string[]> => {
      const site = await sites.open((path) => {
        const found = { ...pages, ...sitemaps }[path];
        return found ?? (path.startsWith('/s/') ? {} : undefined);
      });
      const { body } = await runCrawl(service, key, `${site.url}/`);
      assert.deepEqual(site.visits().sort(), pathsOf(body));
      return pathsOf(body);
    };
    const all = ['/', '/a', ...Array.from({ length: 10 }, (_, n) => `/s/${n}`)];

    it('with broken XML what can be read', async () => {
      const broken = `${urlset(some).replace('</urlset>', '')}<url><loc>{site}/cut`;
      assert.deepEqual(await crawlWith({ '/sitemap.xml': text(broken, 'application/xml') }), all);
    });

    it('of random bytes nothing', async () => {
      assert.deepEqual(await crawlWith({ '/sitemap.xml': text(randomBytes(100_000)) }), ['/', '/a']);
    });

    it('index that names itself each once', async () => {
      const index = sitemapIndex(['{site}/sitemap.xml', '{site}/sitemap.xml#x', '{site}/sitemap-s.xml']);
      const paths = await crawlWith({
        '/sitemap.xml': text(index, 'application/xml'),
        '/sitemap-s.xml': text(urlset(some), 'application/xml'),
      });
      assert.deepEqual(paths, all);
    });

    it('that is a gzip bomb what lies below the limit', async () => {
      const head = urlset(some.map((url) => url.replace('{site}', 'http://127.0.0.1:1'))).replace(
        '</urlset>',
        '',
      );
      const bomb = gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(300 * MEGABYTE, ' ')]), {
        level: constants.Z_BEST_SPEED,
      });
      assert.deepEqual(await crawlWith({ '/sitemap.xml': text(bomb, 'application/gzip') }), ['/', '/a']);
    });

    it('index without end no more than fifty', async () => {
      const site = await sites.open((path) => {
        const n = /^\/sitemap(?:-(\d+))?\.xml$/.exec(path);
        if (n === null) return pages[path as keyof typeof pages];
        const next = Array.from(
          { length: 5 },
          (_, at) => `{site}/sitemap-${Number(n[1] ?? 0) * 5 + at + 1}.xml`,
        );
        return text(sitemapIndex(next), 'application/xml');
      });
      assert.deepEqual(pathsOf((await runCrawl(service, key, `${site.url}/`)).body), ['/', '/a']);
      assert.equal(site.requests.filter(({ path }) => path.startsWith('/sitemap')).length, 50);
    });
  });
});
