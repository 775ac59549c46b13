import { strict as assert } from 'node:assert';
import { createSites, crawlOf, pathsOf, runCrawl } from '../support/crawls.js';
import { redirectTo, text, urlset } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

describe('the excludes of a crawl', function () {
  this.timeout(120_000);
  let service: RunningService;
  let key: string;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
    key = (await service.api.account()).key;
  });
  after(() => sites.close());

  const PAGES = {
    '/': { links: ['/a', '/a?add-to-cart=1', '/logout', '/tags/x', '/moved'] },
    '/a': { links: ['/', '/a?add-to-cart=1', '/a?replytocom=5', '/tags/y'] },
    '/moved': redirectTo('/logout'),
    '/sitemap.xml': text(urlset(['{site}/b', '{site}/tags/z'])),
    '/b': {},
  };

  it('keep it from links that change something, in pages, redirects and sitemaps, and are told', async () => {
    const site = await sites.open(PAGES);
    const { body } = await runCrawl(service, key, `${site.url}/`, { exclude_patterns: ['*/tags/*'] });
    assert.deepEqual(pathsOf(body), ['/', '/a', '/b']);
    assert.deepEqual(site.visits().sort(), ['/', '/a', '/b', '/moved']);
    const told = Object.fromEntries(
      body.warnings.map(({ code, message }: Record<string, string>) => [code, message]),
    );
    assert.deepEqual(Object.keys(told), ['LINKS_EXCLUDED', 'REDIRECTS_LEFT_SCOPE']);
    assert.equal(
      told['LINKS_EXCLUDED']?.replaceAll(site.url, ''),
      'exclude_patterns left out 2 links, for example /tags/x; default_excludes left out 4 links, for example ' +
        '/a?add-to-cart=1; both left out 1 URL of the sitemaps. A link is counted once on each page that has it.',
    );
    assert.equal(body.crawl_meta.code, undefined);
  });

  it('can be switched off', async () => {
    const site = await sites.open(PAGES);
    const { body } = await runCrawl(service, key, `${site.url}/`, { default_excludes: false });
    const all = [
      '/',
      '/a',
      '/a?add-to-cart=1',
      '/a?replytocom=5',
      '/b',
      '/logout',
      '/tags/x',
      '/tags/y',
      '/tags/z',
    ];
    assert.deepEqual(pathsOf(body), all);
    assert.ok(!('warnings' in body));
  });

  it('never exclude the seed, and are the reason where nothing else is left', async () => {
    const site = await sites.open({ '/logout': { links: ['/x/1', '/logout'] }, '/x/1': {} });
    const { body } = await runCrawl(service, key, `${site.url}/logout`, { exclude_patterns: ['*/x/*'] });
    assert.deepEqual(pathsOf(body), ['/logout']);
    assert.equal(body.crawl_meta.code, 'LINKS_EXCLUDED');
  });

  it('are refused when they are too many or no patterns', async () => {
    const seed = 'http://127.0.0.1:9/';
    for (const exclude_patterns of [
      [''],
      ['*'.repeat(9)],
      Array.from({ length: 51 }, () => '*/a'),
      'x',
      [1],
    ]) {
      const { status, body } = await service.api.post(key, '/v1/crawl', crawlOf(seed, { exclude_patterns }));
      assert.deepEqual([status, body.error.code], [400, 'SCHEMA_INVALID'], JSON.stringify(exclude_patterns));
    }
  });
});
