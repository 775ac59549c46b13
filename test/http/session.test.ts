import { strict as assert } from 'node:assert';
import type { TestAccount } from '../support/api.js';
import { cleanUp, serve } from '../support/fetching.js';
import { startMemberSite, type MemberSite } from '../support/member-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const SCHEMA = [{ field: 'heading', type: 'string', example: 'About us' }];
const MODES = ['never', 'auto', 'always'] as const;

describe('options.session', function () {
  this.timeout(120_000);
  let service: RunningService;
  let account: TestAccount;
  const sites: MemberSite[] = [];

  before(async () => {
    service = await sharedService();
    account = await service.api.account();
  });
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.close();
    await cleanUp();
  });

  async function open(...args: Parameters<typeof startMemberSite>): Promise<MemberSite> {
    const site = await startMemberSite(...args);
    sites.push(site);
    return site;
  }

  async function batch(urls: readonly string[], options: object, key = account.key): Promise<any[]> {
    const request = { urls, schema: SCHEMA, options: { concurrency: 1, timeout_ms: 30_000, ...options } };
    const { status, body } = await service.api.post(key, '/v1/batch', request);
    assert.equal(status, 200, JSON.stringify(body));
    return body.results;
  }

  const headings = (results: readonly any[]): unknown[] =>
    results.map(({ data, error }) => data?.heading ?? error?.code);

  for (const render_js of MODES) {
    it(`job: pages of a batch have the cookies of those before them, ${render_js}`, async () => {
      const { url, cookiesOf } = await open();
      const urls = ['/before', '/login', '/a', '/logout', '/b'].map((path) => url + path);
      const results = await batch(urls, { session: 'job', render_js });
      assert.deepEqual(headings(results), ['stranger', 'Welcome', 'member', 'Goodbye', 'stranger']);
      assert.deepEqual(cookiesOf('/a'), ['sid=s1', 'theme=dark']);
      assert.deepEqual(cookiesOf('/b'), ['theme=dark']);
    });

    it(`page: each has its own, also by default, ${render_js}`, async () => {
      const { url, seen } = await open();
      for (const options of [{}, { session: 'page' }]) {
        const results = await batch([`${url}/login`, `${url}/a`], { ...options, render_js, no_cache: true });
        assert.deepEqual(headings(results), ['Welcome', 'stranger']);
      }
      assert.deepEqual(new Set(seen.map(({ cookies }) => cookies.length)), new Set([0]));
    });

    it(`job: a crawl's seed sets what its other pages need, ${render_js}`, async () => {
      const { url, seen, cookiesOf } = await open(['/a', '/b', '/c', '/d']);
      const { body } = await service.api.post(account.key, '/v1/crawl', {
        seed_url: `${url}/`,
        schema: SCHEMA,
        crawl: { follow_pattern: `${url}/*`, max_pages: 10 },
        options: { session: 'job', render_js, timeout_ms: 30_000 },
      });
      assert.deepEqual(headings(body.results).sort(), ['Welcome', 'member', 'member', 'member', 'member']);
      for (const path of ['/a', '/b', '/c', '/d'])
        assert.deepEqual(cookiesOf(path), ['sid=s1', 'theme=dark'], path);
      const ours = seen.filter(({ path }) => /^\/(robots\.txt|sitemap)/.test(path));
      assert.ok(ours.length >= 2);
      for (const { path, cookies } of ours) assert.deepEqual(cookies, [], path);
      assert.ok(!JSON.stringify(seen).includes('robot='), 'what robots.txt sets is not kept');
    });
  }

  it('job: the plain fetch and the browser have the same cookies', async () => {
    const { url, seen } = await open();
    const urls = ['/login', '/app/1', '/a'].map((path) => url + path);
    const results = await batch(urls, { session: 'job', render_js: 'auto' });
    assert.deepEqual(
      results.map(({ data, render_mode: mode }) => [data?.heading, mode]),
      [
        ['Welcome', 'fetch'],
        ['themed', 'headless'],
        ['member', 'fetch'],
      ],
    );
    const app = seen.filter(({ path }) => path === '/app/1').map(({ cookies }) => cookies.join());
    assert.deepEqual(app, ['sid=s1,theme=dark', 'sid=s1,theme=dark']);
    const last = seen.find(({ path }) => path === '/a');
    assert.deepEqual(last?.cookies, ['app=1', 'sid=s1', 'theme=dark']);
  });

  it('job: two jobs of one account, and of two, share nothing', async () => {
    const { url, seen } = await open();
    const other = await service.api.account();
    const urls = [`${url}/login`, `${url}/a`];
    const [first, second, third] = await Promise.all([
      batch(urls, { session: 'job' }),
      batch(urls, { session: 'job' }),
      batch(urls, { session: 'job' }, other.key),
    ]);
    for (const results of [first, second, third]) assert.deepEqual(headings(results), ['Welcome', 'member']);
    const logins = seen.filter(({ path }) => path === '/login');
    assert.deepEqual(
      logins.map(({ cookies }) => cookies),
      [[], [], []],
    );
    const members = seen.filter(({ path }) => path === '/a').map(({ cookies }) => cookies[0]);
    assert.deepEqual(members.sort(), ['sid=s1', 'sid=s2', 'sid=s3']);
  });

  it("job: asks every page, and keeps no result for other jobs: it is the session's", async () => {
    const { url, visits } = await open();
    const urls = [`${url}/login`, `${url}/a`];
    assert.deepEqual(headings(await batch(urls, { session: 'job' })), ['Welcome', 'member']);
    assert.deepEqual(headings(await batch([`${url}/a`], {})), ['stranger']);
    const again = await batch(urls, { session: 'job' });
    assert.deepEqual(headings(again), ['Welcome', 'member']);
    assert.equal(visits().length, 5);
  });

  it('job: sends the bytes that a site has set, whoever read them first', async () => {
    const sent: Record<string, string[]> = {};
    const site = await serve((request, response) => {
      const bytes = Buffer.from(request.headers.cookie ?? '', 'latin1').toString('utf8');
      sent[request.url ?? ''] = bytes.split('; ').filter(Boolean).sort();
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (request.url === '/set')
        response.setHeader('set-cookie', [
          `latin=${Buffer.from('caf\u00e9', 'utf8').toString('latin1')}; Path=/`,
          'quoted="a b"; Path=/',
          'none=1; Path=/; SameSite=None',
          'strict=1; Path=/; SameSite=Strict; HttpOnly',
          'bare',
          'deep=1; Path=/deep',
        ]);
      const fills = `root.innerHTML = '<h1>Filled</h1><p>${'Text of some length. '.repeat(20)}'`;
      const shell = `<div id="root"></div><script>document.cookie = 'script=\u65e5; path=/'; ${fills}</script>`;
      // Node writes the head in the encoding of a body that is text.
      response.end(
        Buffer.from(`<!doctype html><title>x</title>${request.url === '/script' ? shell : '<h1>Here</h1>'}`),
      );
    });
    const urls = ['/set', '/show', '/script', '/last'].map((path) => `http://127.0.0.1:${site.port}${path}`);
    for (const render_js of MODES) {
      // Browsers refuse `SameSite=None` without Secure.
      const none = render_js === 'always' ? [] : ['none=1'];
      const all = ['bare', 'latin=caf\u00e9', ...none, 'quoted="a b"', 'strict=1'];
      await batch(urls, { session: 'job', render_js });
      // In `auto` the script runs in the browser, and the page behind it is fetched plainly.
      const last = render_js === 'never' ? all : [...all, 'script=\u65e5'].sort();
      assert.deepEqual([sent['/show'], sent['/script'], sent['/last']], [all, all, last], render_js);
    }
  });

  it('job: goes with what the caller gives, and what the site sets comes first', async () => {
    const { url, cookiesOf } = await open();
    const cookies = { theme: 'light', member: 'yes' };
    await batch([`${url}/login`, `${url}/a`], { session: 'job', cookies });
    assert.deepEqual(cookiesOf('/login'), ['member=yes', 'theme=light']);
    assert.deepEqual(cookiesOf('/a'), ['member=yes', 'sid=s1', 'theme=dark']);
  });

  it('is one of two words', async () => {
    const request = { url: 'http://a.test/', schema: SCHEMA, options: { session: 'account' } };
    const { status, body } = await service.api.post(account.key, '/v1/extract', request);
    assert.equal(status, 400);
    assert.match(body.error.message, /session/);
  });
});
