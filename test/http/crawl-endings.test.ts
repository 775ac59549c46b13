import { strict as assert } from 'node:assert';
import { TLSSocket } from 'node:tls';
import { createSites, pathsOf, runCrawl } from '../support/crawls.js';
import { htmlPage, redirectTo, text, urlset, type Pages } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { serveBoth } from '../support/tls-on-one-port.js';

interface Warning {
  readonly code: string;
  readonly message: string;
}

describe('how a crawl says why it ended', function () {
  this.timeout(120_000);
  let service: RunningService;
  let key: string;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
    key = (await service.api.account()).key;
  });
  after(() => sites.close());

  /** Crawls `/` of such a site; the warnings as they are told, by their codes, with the site's address as {site}. */
  async function endOf(pages: Pages, crawl: object = {}, seed = '/') {
    const site = await sites.open(pages);
    const { body, headers } = await runCrawl(service, key, site.url + seed, crawl);
    const warnings = (body.warnings ?? []) as readonly Warning[];
    // The job has the same to say, long after the answer.
    const { body: job } = await service.api.get(key, `/v1/jobs/${headers.get('x-job-id')}`);
    assert.deepEqual([job.crawl_meta, job.warnings], [body.crawl_meta, body.warnings]);
    const told = warnings.map(({ code, message }) => [
      code,
      message.replaceAll(site.url, '{site}').replaceAll(`127.0.0.1:${site.port}`, '{host}'),
    ]);
    assert.equal(new Set(warnings.map(({ code }) => code)).size, warnings.length);
    return {
      site,
      body,
      code: body.crawl_meta.code as string | undefined,
      told: Object.fromEntries(told) as Record<string, string>,
    };
  }

  const HOME = { links: ['/a', '/b'] };

  it('says nothing of one that has visited everything', async () => {
    const { body, code } = await endOf({ '/': HOME, '/a': {}, '/b': {} });
    assert.equal(code, undefined);
    assert.ok(!('warnings' in body));
  });

  it('tells of a robots.txt that forbids the seed', async () => {
    const { code, told } = await endOf({ '/robots.txt': text('User-agent: *\nDisallow: /') });
    assert.equal(code, 'ROBOTS_FORBIDDEN');
    assert.equal(told[code], 'robots.txt of {host} does not allow the seed.');
  });

  it('tells why a robots.txt could not be read', async () => {
    const failing = await endOf({ '/robots.txt': { status: 503 }, '/': HOME });
    assert.equal(failing.code, 'ROBOTS_UNAVAILABLE');
    assert.match(
      failing.told['ROBOTS_UNAVAILABLE'] ?? '',
      /^robots\.txt of \{host\} could not be read \(It answered HTTP 503\)\. /,
    );
    assert.deepEqual(failing.site.visits(), []);
    const cut = await endOf({ '/robots.txt': (request) => request.socket.destroy(), '/': HOME });
    assert.equal(cut.code, 'ROBOTS_UNAVAILABLE');
    assert.match(cut.told['ROBOTS_UNAVAILABLE'] ?? '', /could not be read \(.+\)\. /);
  });

  it('tells of found pages that robots.txt forbids', async () => {
    const robots = text('User-agent: *\nDisallow: /no');
    const some = await endOf({
      '/robots.txt': robots,
      '/': { links: ['/no/1', '/no/2', '/yes'] },
      '/yes': {},
    });
    assert.equal(some.code, undefined);
    assert.deepEqual(Object.keys(some.told), ['ROBOTS_FORBIDDEN']);
    assert.match(
      some.told['ROBOTS_FORBIDDEN'] ?? '',
      /^robots\.txt does not allow 2 found pages, for example \{site\}\/no\/\d\.$/,
    );
    const all = await endOf({ '/robots.txt': robots, '/': { links: ['/no/1'] } });
    assert.equal(all.code, 'ROBOTS_FORBIDDEN');
  });

  it('tells how many links did not match, and names one', async () => {
    const { code, told } = await endOf({ '/': HOME }, { follow_pattern: 'http://127.0.0.1/kettles/*' });
    assert.equal(code, 'PATTERN_MATCHED_NOTHING');
    assert.equal(
      told[code],
      'follow_pattern (http://127.0.0.1/kettles/*) matches none of the 2 links of the seed; {site}/a does not match, for example.',
    );
  });

  it('counts entries of sitemaps that did not match', async () => {
    const { code, told } = await endOf(
      { '/': {}, '/sitemap.xml': text(urlset(['{site}/x', '{site}/y', '{site}/z'])) },
      { follow_pattern: '*/kettles/*' },
    );
    assert.equal(code, 'PATTERN_MATCHED_NOTHING');
    assert.match(told[code] ?? '', /none of the 3 URLs in the sitemaps; \{site\}\/x does not match/);
  });

  it('tells of the page limit and of the quarter of the month', async () => {
    const limited = await endOf({ '/': HOME, '/a': {}, '/b': {} }, { max_pages: 2 });
    assert.equal(limited.code, 'CRAWL_LIMIT_REACHED');
    assert.equal(limited.told[limited.code], 'max_pages (2) was reached with 1 found page not visited.');

    const poor = await service.api.account({ plan: 'pro', monthly_quota: 8 });
    const { body } = await runCrawl(service, poor.key, `${limited.site.url}/`, { max_pages: 50 });
    assert.equal(body.crawl_meta.code, 'CRAWL_LIMIT_REACHED');
    assert.match(body.warnings[0].message, /^max_pages was lowered from 50 to 2, since .+allow_large_crawl/);
  });

  it('tells of the depth limit, and not when what lies behind it was found elsewhere', async () => {
    const pages = {
      '/': { links: ['/a', '/b'] },
      '/a': { links: ['/', '/b', '/c'] },
      '/b': { links: ['/a'] },
      '/c': {},
    };
    const deeper = await endOf(pages, { max_depth: 1 });
    assert.equal(deeper.code, 'DEPTH_LIMIT_REACHED');
    assert.equal(
      deeper.told[deeper.code],
      'max_depth (1) was reached: matching links behind it were not followed, for example {site}/c.',
    );
    const whole = await endOf(
      { ...pages, '/b': { links: ['/c'] }, '/': { links: ['/a', '/b', '/c'] } },
      { max_depth: 1 },
    );
    assert.equal(whole.code, undefined);
    const listed = await endOf({ ...pages, '/sitemap.xml': text(urlset(['{site}/c'])) }, { max_depth: 1 });
    assert.equal(listed.code, undefined);
  });

  it('tells of a seed that fails, is no HTML, has no links or only such that say nofollow', async () => {
    const failed = await endOf({ '/': { status: 403 } });
    assert.equal(failed.code, 'SEED_FAILED');
    assert.deepEqual(Object.keys(failed.told), ['SEED_FAILED', 'PAGES_BLOCKED']);

    const plain = await endOf({ '/': text('Title of the text\nNo links') });
    assert.equal(plain.code, 'SEED_NOT_HTML');
    assert.equal(plain.told[plain.code], 'The seed is text/plain, which has no links to follow.');

    const bare = await endOf({ '/': { status: 404, links: ['/'] } });
    assert.equal(bare.code, 'SEED_WITHOUT_LINKS');
    assert.match(bare.told[bare.code] ?? '', /no links to other pages \(it answered HTTP 404\)\./);

    const quiet = {
      '/': { body: htmlPage('/', ['/a', '/b', '/a'], '<meta name="robots" content="nofollow">') },
    };
    const nofollow = await endOf(quiet);
    assert.equal(nofollow.code, 'LINKS_NOFOLLOW');
    assert.match(nofollow.told[nofollow.code] ?? '', /^All links of the seed \(2\) say nofollow/);
    assert.equal(
      (await endOf({ ...quiet, '/a': {}, '/b': {} }, { respect_nofollow: false })).code,
      undefined,
    );
  });

  it('tells of pages that redirect out of the pattern', async () => {
    const { code, told } = await endOf(
      { '/in/': { links: ['/in/a'] }, '/in/a': redirectTo('/out'), '/out': {} },
      { follow_pattern: '*/in/*' },
      '/in/',
    );
    assert.equal(code, undefined);
    assert.deepEqual(told, {
      REDIRECTS_LEFT_SCOPE: '1 page redirected to where the crawl may not go, for example {site}/out.',
    });
  });

  it('tells of a seed that redirects to another site', async () => {
    const other = await sites.open({ '/new': { links: ['/more'] }, '/more': {} });
    const { code, told } = await endOf({ '/': redirectTo(`${other.url}/new`) });
    assert.equal(code, 'SEED_REDIRECTED');
    assert.match(
      told[code] ?? '',
      new RegExp(`redirects to another site, ${other.url}/new, and follow_pattern .+ matches no link there`),
    );
    const strict = await sites.open({ '/robots.txt': text('User-agent: *\nDisallow: /'), '/': {} });
    const refused = await endOf({ '/': redirectTo(`${strict.url}/`) });
    assert.equal(refused.code, 'ROBOTS_FORBIDDEN');
    assert.match(
      refused.told['ROBOTS_FORBIDDEN'] ?? '',
      /^The seed redirects to .+, which robots\.txt there does not allow\.$/,
    );
  });

  it('follows a seed that redirects to https, with its sitemaps and exclude_patterns', async () => {
    const links: Record<string, readonly string[]> = {
      '/': ['/a', 'b', '/blog/a'],
      '/a': ['/c', '/blog/b'],
      '/b': [],
      '/c': [],
      '/d': [],
    };
    const server = await serveBoth((request, response) => {
      const path = request.url ?? '';
      const { host } = request.headers;
      const found = links[path];
      if (!(request.socket instanceof TLSSocket)) {
        response.writeHead(301, { Location: `https://${host}${path}` }).end();
      } else if (path === '/sitemap.xml') {
        response
          .writeHead(200, { 'Content-Type': 'application/xml' })
          .end(urlset([`https://${host}/d`, `https://${host}/blog/c`]));
      } else {
        response.writeHead(found === undefined ? 404 : 200, { 'Content-Type': 'text/html' });
        response.end(htmlPage(path, found ?? []));
      }
    });
    try {
      const seed = `http://127.0.0.1:${server.port}/`;
      // Patterns are written as the seed is.
      const { body } = await runCrawl(service, key, seed, { exclude_patterns: [`${seed}blog/*`] });
      assert.deepEqual(pathsOf(body), ['/', '/a', '/b', '/c', '/d']);
      assert.equal(body.crawl_meta.code, undefined);
      assert.deepEqual(
        (body.warnings as Warning[]).map(({ code }) => code),
        ['SCOPE_FOLLOWED_REDIRECT', 'LINKS_EXCLUDED'],
      );
    } finally {
      await server.close();
    }
  });
});
