import { strict as assert } from 'node:assert';
import type { IncomingHttpHeaders } from 'node:http';
import type { TestAccount } from '../support/api.js';
import { cleanUp, serve, type Handler, type Site } from '../support/fetching.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const SCHEMA = [{ field: 'heading', type: 'string', example: 'About us' }];
const MODES = ['never', 'auto', 'always'] as const;
const EXTRAS = {
  headers: { 'X-Token': 'secret', Authorization: 'Bearer secret', 'Accept-Language': 'pt' },
  cookies: { member: 'secret', theme: 'dark' },
  user_agent: 'Reader/2.0 (test)',
};

interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

describe('headers, cookies and user_agent of a call', function () {
  this.timeout(120_000);
  let service: RunningService;
  let account: TestAccount;

  before(async () => {
    service = await sharedService();
    account = await service.api.account();
  });
  afterEach(cleanUp);

  /** Pages as `answer` has them, and every request for them. */
  async function open(answer: Handler): Promise<{ site: Site; url: string; seen: Seen[] }> {
    const seen: Seen[] = [];
    const site = await serve((request, response) => {
      seen.push({ path: request.url ?? '', headers: request.headers });
      response.setHeader('content-type', 'text/html');
      answer(request, response);
    });
    return { site, url: `http://127.0.0.1:${site.port}`, seen };
  }

  const PAGE = '<title>x</title><h1>The page</h1>';

  async function post(path: string, body: object): Promise<{ status: number; body: any }> {
    return service.api.post(account.key, path, body);
  }

  async function extract(url: string, options: object): Promise<any> {
    const { body } = await post('/v1/extract', {
      url,
      schema: SCHEMA,
      options: { timeout_ms: 20_000, ...options },
    });
    return body;
  }

  const pagesOf = (seen: readonly Seen[]): Seen[] => seen.filter(({ path }) => path !== '/favicon.ico');
  const cookiesOf = ({ headers }: Seen): string[] => (headers.cookie ?? '').split('; ').sort();

  for (const mode of MODES) {
    it(`are sent with a page, ${mode}`, async () => {
      const { url, seen } = await open((_, response) => response.end(PAGE));
      const body = await extract(`${url}/p`, { ...EXTRAS, render_js: mode });
      assert.equal(body.data?.heading, 'The page', JSON.stringify(body));
      for (const request of pagesOf(seen)) {
        assert.equal(request.headers['x-token'], 'secret');
        assert.equal(request.headers.authorization, 'Bearer secret');
        assert.equal(request.headers['accept-language'], 'pt');
        assert.equal(request.headers['user-agent'], 'Reader/2.0 (test)');
        assert.deepEqual(cookiesOf(request), ['member=secret', 'theme=dark']);
        assert.equal(request.headers.host, url.slice('http://'.length));
      }
    });

    it(`stay at the page's origin when it redirects, ${mode}`, async () => {
      const other = await open((_, response) => response.end(PAGE));
      const { url, seen } = await open((request, response) => {
        if (request.url === '/away') response.writeHead(302, { location: `${other.url}/landed` }).end();
        else if (request.url === '/near') response.writeHead(302, { location: '/landed' }).end();
        else response.end(PAGE);
      });
      assert.equal((await extract(`${url}/away`, { ...EXTRAS, render_js: mode })).data?.heading, 'The page');
      assert.equal((await extract(`${url}/near`, { ...EXTRAS, render_js: mode })).data?.heading, 'The page');
      for (const { headers } of pagesOf(other.seen)) {
        assert.deepEqual(
          [headers['x-token'], headers.authorization, headers.cookie],
          [undefined, undefined, undefined],
        );
        assert.equal(headers['user-agent'], 'Reader/2.0 (test)');
      }
      const landed = pagesOf(seen).filter(({ path }) => path === '/landed');
      assert.ok(landed.length > 0 && pagesOf(other.seen).length > 0);
      for (const { headers } of landed) assert.equal(headers['x-token'], 'secret');
    });

    it(`go with the cookies that the site sets, ${mode}`, async () => {
      const { url } = await open((request, response) => {
        const cookies = request.headers.cookie ?? '';
        if (
          cookies.includes('seen=1') &&
          cookies.includes('member=secret') &&
          cookies.includes('theme=light')
        )
          response.end(PAGE);
        else response.writeHead(302, { location: '/p', 'set-cookie': ['seen=1', 'theme=light'] }).end();
      });
      const body = await extract(`${url}/p`, { ...EXTRAS, render_js: mode });
      assert.equal(body.data?.heading, 'The page', JSON.stringify(body));
    });
  }

  it('are sent with what the scripts of a page ask its origin for, and nobody else', async () => {
    const other = await open((_, response) =>
      response.setHeader('access-control-allow-origin', '*').end('{}'),
    );
    const { url, seen } = await open((request, response) => {
      const get = `Promise.all([fetch('/data'), fetch('${other.url}/data').catch(() => {})])`;
      const show = `document.body.innerHTML = '<h1>Filled</h1><p>' + document.cookie`;
      response.end(request.url === '/p' ? `<body><script>${get}.then(() => { ${show} })</script>` : '{}');
    });
    const body = await extract(`${url}/p`, { ...EXTRAS, render_js: 'always' });
    assert.equal(body.data?.heading, 'Filled', JSON.stringify(body));
    const data = seen.find(({ path }) => path === '/data');
    assert.equal(data?.headers['x-token'], 'secret');
    assert.match(data?.headers.cookie ?? '', /member=secret/);
    const elsewhere = other.seen.find(({ path }) => path === '/data');
    assert.deepEqual([elsewhere?.headers['x-token'], elsewhere?.headers.cookie], [undefined, undefined]);
  });

  it('make a result of their own in the cache', async () => {
    const { url } = await open((request, response) => {
      response.setHeader('cache-control', 'max-age=600');
      response.end(`<title>x</title><h1>For ${String(request.headers['x-token'] ?? 'everybody')}</h1>`);
    });
    const headingOf = async (options: object): Promise<unknown> => {
      const { data, render_mode: mode } = await extract(`${url}/p`, options);
      return `${data.heading} ${mode === 'cache' ? 'again' : 'anew'}`;
    };
    assert.equal(await headingOf({}), 'For everybody anew');
    assert.equal(await headingOf(EXTRAS), 'For secret anew');
    assert.equal(await headingOf(EXTRAS), 'For secret again');
    assert.equal(await headingOf({}), 'For everybody again');
    assert.equal(await headingOf({ ...EXTRAS, headers: { 'x-token': 'other' } }), 'For other anew');
  });

  it("go to each page of a batch, and to the seed's origin in a crawl, but not with robots.txt", async () => {
    const other = await open((_, response) => response.end(PAGE));
    const { url, seen } = await open((request, response) => {
      response.end(
        request.url === '/' ? `<h1>Seed</h1><a href="/a">a</a><a href="${other.url}/b">b</a>` : PAGE,
      );
    });
    const crawl = { follow_pattern: 'http://127.0.0.1:*', max_pages: 5 };
    const { body } = await post('/v1/crawl', { seed_url: `${url}/`, schema: SCHEMA, crawl, options: EXTRAS });
    assert.equal(body.crawl_meta.pages_visited, 3, JSON.stringify(body));
    const tokenOf = (list: readonly Seen[], path: string) =>
      list.find((request) => request.path === path)?.headers['x-token'] ?? null;
    assert.deepEqual(
      [tokenOf(seen, '/'), tokenOf(seen, '/a'), tokenOf(other.seen, '/b'), tokenOf(seen, '/robots.txt')],
      ['secret', 'secret', null, null],
    );

    const urls = [`${url}/c`, `${other.url}/d`];
    await post('/v1/batch', { urls, schema: SCHEMA, options: EXTRAS });
    assert.deepEqual([tokenOf(seen, '/c'), tokenOf(other.seen, '/d')], ['secret', 'secret']);
  });

  for (const [what, options, message] of [
    ['Host', { headers: { Host: 'x.test' } }, /Host.*may not be set/],
    ['Connection', { headers: { connection: 'close' } }, /may not be set/],
    ['Proxy-Authorization', { headers: { 'Proxy-Authorization': 'x' } }, /may not be set/],
    ['Content-Length', { headers: { 'Content-Length': '5' } }, /may not be set/],
    ['Transfer-Encoding', { headers: { 'transfer-encoding': 'chunked' } }, /may not be set/],
    ['Range', { headers: { Range: 'bytes=0-1' } }, /may not be set/],
    ['Sec-Fetch-Site', { headers: { 'sec-fetch-site': 'none' } }, /may not be set/],
    ['Cookie', { headers: { Cookie: 'a=1' } }, /is set by the option cookies/],
    ['User-Agent', { headers: { 'user-agent': 'x' } }, /is set by the option user_agent/],
    ['a name with a colon', { headers: { 'X:Y': '1' } }, /not a valid header name/],
    ['a name with a line end', { headers: { 'X\r\nHost': '1' } }, /not a valid header name/],
    ['a value with a line end', { headers: { 'X-A': '1\r\nHost: x.test' } }, /cannot have/],
    ['a value beyond Latin-1', { headers: { 'X-A': '日本' } }, /cannot have/],
    ['a value that is too long', { headers: { 'X-A': 'x'.repeat(5_000) } }, /longer than 4096/],
    ['the same name twice', { headers: { 'X-A': '1', 'x-a': '2' } }, /twice/],
    [
      'too many',
      { headers: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`x-${i}`, '1'])) },
      /more than 50/,
    ],
    [
      'too much',
      { headers: { a: 'x'.repeat(4_000), b: 'x'.repeat(4_000), c: 'x'.repeat(4_000), d: 'x'.repeat(4_000) } },
      /together/,
    ],
    ['a cookie with a semicolon', { cookies: { a: '1; b=2' } }, /cannot have/],
    ['a cookie without a name', { cookies: { '': '1' } }, /not a valid cookie name/],
    ['a user agent with a line end', { user_agent: 'x\ny' }, /printable ASCII/],
    ['headers that are a list', { headers: [] }, /^options\.headers must be an object\.$/],
    ['an empty user agent', { user_agent: '' }, /printable ASCII/],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      const { status, body } = await post('/v1/extract', { url: 'http://a.test/', schema: SCHEMA, options });
      assert.equal(status, 400, JSON.stringify(body));
      assert.equal(body.error.code, 'INVALID_REQUEST');
      assert.match(body.error.message, message);
    });
  }
});
