import { strict as assert } from 'node:assert';
import type { TestAccount } from '../support/api.js';
import { cleanUp, serve, type Handler, type Site } from '../support/fetching.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const SCHEMA = [{ field: 'heading', type: 'string', example: 'About us' }];

/** What each mode makes of broken servers is in wild.test.ts; this is how `auto` chooses between its two ways. */
describe('servers that are broken', function () {
  this.timeout(120_000);
  let service: RunningService;
  let account: TestAccount;

  before(async () => {
    service = await sharedService();
    account = await service.api.account();
  });
  afterEach(cleanUp);

  async function extract(url: string, renderJs: string): Promise<any> {
    const options = { render_js: renderJs, timeout_ms: 20_000, no_cache: true };
    const request = { url, schema: SCHEMA, options };
    const { status, body } = await service.api.post(account.key, '/v1/extract', request);
    assert.equal(status, 200);
    return body;
  }

  it('are read with a browser where only a browser can, and said to be', async () => {
    const handler: Handler = (request, response) => {
      const isBrowser = request.headers['user-agent']?.includes('Chrome/') === true;
      if (isBrowser) response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>For browsers</h1>');
      else response.writeHead(302, { location: request.url }).end();
    };
    const site = await serve(handler);
    const { port } = site;
    const body = await extract(`http://127.0.0.1:${port}/p`, 'auto');
    assert.deepEqual([body.data?.heading, body.render_mode], ['For browsers', 'headless']);
    assert.match(
      String(body.warnings),
      /with a browser, as the plain fetch failed: The page redirects in a loop/,
    );
    const plain = await extract(`http://127.0.0.1:${port}/p`, 'never');
    assert.equal(plain.error?.code, 'URL_UNREACHABLE');
  });

  it('are tried with the browser only until it is known what that is good for', async () => {
    const asked: string[] = [];
    const serveFor = (isReadable: boolean): Promise<Site> =>
      serve((request, response) => {
        const isBrowser = request.headers['user-agent']?.includes('Chrome/') === true;
        if (request.url !== '/favicon.ico') asked.push(isBrowser ? 'browser' : 'fetch');
        if (isReadable && isBrowser)
          response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>x</h1>');
        else response.writeHead(302, { location: request.url }).end();
      });
    const readFive = async (isReadable: boolean): Promise<string[][]> => {
      const { port } = await serveFor(isReadable);
      const pages: string[][] = [];
      for (let page = 0; page < 5; page++) {
        await extract(`http://127.0.0.1:${port}/${page}`, 'auto');
        pages.push([...new Set(asked.splice(0))]);
      }
      return pages;
    };
    const [both, browser, plain] = [['fetch', 'browser'], ['browser'], ['fetch']];
    assert.deepEqual(await readFive(true), [both, both, browser, browser, browser]);
    assert.deepEqual(await readFive(false), [both, both, both, plain, plain]);
  });

  it('fail with what the plain fetch said where no browser can read them either', async () => {
    const site = await serve((request, response) => response.writeHead(302, { location: request.url }).end());
    const body = await extract(`http://127.0.0.1:${site.port}/p`, 'auto');
    assert.deepEqual(body.error, {
      code: 'URL_UNREACHABLE',
      message: 'The page redirects in a loop.',
      retryable: true,
    });
  });
});
