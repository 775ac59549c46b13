/**
 * Crawls of hosts that lead away: each attempt has hosts `<road>-<n>.localhost` at the one site that is open, with a
 * robots.txt, sitemaps and links of its own. Every road also leads to a page at the site, which must be visited.
 */

import { strict as assert } from 'node:assert';
import { runCrawl } from '../support/crawls.js';
import { redirectTo, sitemapIndex, text, urlset, type Answer } from '../support/crawl-site.js';
import { SECRET } from '../support/private-listener.js';
import { fitsHeader, headerBytes, redirectPath } from './ground.js';
import { isAbsolute } from './redirect-vectors.js';
import type { World } from './world.js';
import { ELSEWHERE, expand, LOOPBACK, type Ports } from './vectors.js';

const ATTEMPTS = expand([...LOOPBACK, ...ELSEWHERE]).filter(
  ({ template }) => fitsHeader(template) && isAbsolute(template),
);
/** A crawl reads fifty sitemaps; each has room for the one that is real. */
const PER_CRAWL = 45;
const CHUNKS = Array.from({ length: Math.ceil(ATTEMPTS.length / PER_CRAWL) }, (_, n) => n);

const xml = (body: string): Answer => text(body.replaceAll('&', '&amp;'), 'text/xml');

/** The pages of every host below. */
export function crawlPages(path: string, host: string, ports: Ports): Answer | undefined {
  const [, road = '', number = ''] = /^([a-z]+)(?:-(\w+))?\.localhost$/.exec(host) ?? [];
  const urls = ATTEMPTS.map((attempt) => attempt.url(ports));
  const from = Number(number) * PER_CRAWL;
  const some = urls.slice(from, from + PER_CRAWL);
  const here = `http://${host}:${ports.site}`;
  const real = `${here}/real`;
  const realSitemap = `${here}/sitemap-real.xml`;
  if (path === '/sitemap-real.xml') return xml(urlset([real]));

  switch (`${road} ${path}`) {
    case 'robots /':
      return { links: [...urls.map((_url, n) => `http://robots-${n}.localhost:${ports.site}/`), '/real'] };
    case 'robots /robots.txt':
      return number === '' ? text('') : redirectTo(headerBytes(urls[Number(number)] ?? ''));
    case 'lines /robots.txt':
      return text([...some, realSitemap].map((url) => `Sitemap: ${url}`).join('\n'));
    case 'index /sitemap.xml':
      return xml(sitemapIndex([...some, realSitemap]));
    case 'moved /sitemap.xml':
      return xml(sitemapIndex([...some.map((url, at) => here + redirectPath(url, at)), realSitemap]));
    case 'entries /sitemap.xml':
      return xml(urlset([...urls, real]));
    case 'links /':
      return { links: [...urls, real] };
    case 'hops /':
      return { links: [...urls.map(redirectPath), real] };
    default:
      return path === '/robots.txt' || path.startsWith('/sitemap') ? { status: 404 } : undefined;
  }
}

export function describeCrawling(world: () => World): void {
  /** Paths of the pages that a crawl of `host` brought home. */
  const crawl = async (host: string): Promise<string[]> => {
    const { service, key, ground } = world();
    const seed = /^http/.test(host) ? host : `http://${host}.localhost:${ground.site.port}/`;
    const options = { render_js: 'never', concurrency: 16 };
    const { body } = await runCrawl(
      service,
      key,
      seed,
      { follow_pattern: 'http*', max_pages: 500 },
      { options },
    );
    assert.ok(!JSON.stringify(body).includes(SECRET));
    return body.results.map(({ url, status }: any) => `${status} ${new URL(url).pathname}`).sort();
  };
  const home = ['success /', 'success /real'];

  it(`does not follow the redirects of ${ATTEMPTS.length} robots.txt`, async () => {
    assert.deepEqual(await crawl('robots'), home);
    const asked = world().ground.site.requests.filter(
      ({ path, host }) => path === '/robots.txt' && /^robots-\d+\.localhost/.test(host),
    );
    assert.equal(new Set(asked.map(({ host }) => host)).size, ATTEMPTS.length);
  });

  for (const [road, what] of [
    ['lines', 'sitemaps that robots.txt names'],
    ['index', 'sitemaps that an index names'],
    ['moved', 'sitemaps that redirect'],
  ] as const) {
    it(`does not read ${ATTEMPTS.length} ${what}`, async () => {
      const found = await Promise.all(CHUNKS.map((n) => crawl(`${road}-${n}`)));
      assert.deepEqual(
        found,
        CHUNKS.map(() => home),
      );
    });
  }

  for (const [road, what] of [
    ['entries', 'pages that a sitemap names'],
    ['links', 'links'],
    ['hops', 'links that redirect'],
  ] as const) {
    it(`does not follow ${ATTEMPTS.length} ${what}`, async () => assert.deepEqual(await crawl(road), home));
  }

  it('does not start at one, nor at a page that redirects to one', async () => {
    const { ports, site } = world().ground;
    const seeds = ATTEMPTS.filter((_attempt, at) => at % 30 === 0).flatMap((attempt) => [
      attempt.url(ports),
      site.url + redirectPath(attempt.url(ports)),
    ]);
    const found = await Promise.all(seeds.map(crawl));
    assert.deepEqual(
      found,
      seeds.map(() => []),
    );
  });
}
