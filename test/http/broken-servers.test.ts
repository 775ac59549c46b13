import { strict as assert } from 'node:assert';
import type { TestAccount } from '../support/api.js';
import { cleanUp, serve, serveBoth, type Handler, type Site } from '../support/fetching.js';
import { ODD_ANSWERS, oddServer } from '../../bench/wild/inputs/odd-answers.js';
import { buildPdf } from '../../bench/wild/inputs/pdf.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const SCHEMA = [{ field: 'heading', type: 'string', example: 'About us' }];
const MODES = ['never', 'auto', 'always'] as const;
/** The tests' browser knows no authority of the tests'. */
const PLAIN_MODES = ['never', 'auto'] as const;

describe('servers that are broken', function () {
  this.timeout(120_000);
  let service: RunningService;
  let account: TestAccount;

  before(async () => {
    service = await sharedService();
    account = await service.api.account();
  });
  afterEach(cleanUp);

  async function extract(
    url: string,
    renderJs: string,
    options: object = {},
    schema: object = SCHEMA,
  ): Promise<any> {
    const request = {
      url,
      schema,
      options: { render_js: renderJs, timeout_ms: 20_000, no_cache: true, ...options },
    };
    const { status, body } = await service.api.post(account.key, '/v1/extract', request);
    assert.equal(status, 200);
    return body;
  }

  const oddPath = (name: string): string => `/${ODD_ANSWERS.findIndex((answer) => answer.name === name)}`;
  const WARNING = /not valid HTTP, and was read as browsers read it/;

  for (const name of [
    'a line without a colon',
    'something odd behind the length',
    'a version in lower case',
  ]) {
    it(`are read with ${name}`, async () => {
      for (const secure of [false, true]) {
        const site = await serve(() => {}, oddServer(secure));
        const url = `${secure ? 'https' : 'http'}://127.0.0.1:${site.port}${oddPath(name)}`;
        for (const mode of secure ? PLAIN_MODES : MODES) {
          const body = await extract(url, mode);
          assert.deepEqual(
            [body.status, body.data?.heading],
            ['success', 'Odd kettle'],
            JSON.stringify(body),
          );
          if (mode !== 'always') assert.match(String(body.warnings), WARNING);
        }
      }
    });
  }

  it('are read as far as they came, with a warning, and not waited for', async () => {
    const site = await serve(() => {}, oddServer(false));
    for (const name of ['a body shorter than its length', 'chunks that are cut']) {
      for (const mode of MODES) {
        const startedAt = performance.now();
        const body = await extract(`http://127.0.0.1:${site.port}${oddPath(name)}`, mode);
        assert.match(String(body.warnings), /ended before the page was complete/, JSON.stringify(body));
        assert.equal(body.data?.heading, 'Odd kettle');
        assert.ok(performance.now() - startedAt < 15_000);
      }
    }
  });

  it('are read behind a cookie that they look for', async () => {
    const handler: Handler = (request, response) => {
      if (request.headers.cookie?.includes('seen=1')) {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<title>x</title><h1>The page</h1>');
      } else if (request.url === '/favicon.ico') {
        response.writeHead(404).end();
      } else {
        response.writeHead(302, { location: request.url, 'set-cookie': 'seen=1; Path=/' }).end();
      }
    };
    for (const { base } of await serveBoth(handler)) {
      for (const mode of base.startsWith('https') ? PLAIN_MODES : MODES) {
        const body = await extract(`${base}/p`, mode);
        assert.equal(body.data?.heading, 'The page', JSON.stringify(body));
      }
    }
  });

  for (const delaySecs of [0, 5]) {
    it(`are read behind a page that sends its readers on after ${delaySecs} seconds`, async () => {
      const refresh = `<meta http-equiv="refresh" content="${delaySecs}; url=/t"><title>Redirecting</title><h1>Wait</h1>`;
      const handler: Handler = (request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(request.url === '/t' ? '<title>x</title><h1>The page</h1>' : refresh);
      };
      for (const { base } of await serveBoth(handler)) {
        for (const mode of base.startsWith('https') ? PLAIN_MODES : MODES) {
          const body = await extract(`${base}/p`, mode);
          assert.equal(body.data?.heading, 'The page', `${mode}: ${JSON.stringify(body)}`);
          if (delaySecs > 0) assert.match(String(body.warnings), /sends its readers on after 5 seconds/);
        }
      }
    });
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

  it('are taken for refusing where they answer with a status that HTTP does not have', async () => {
    const site = await serve((_, response) => {
      response.writeHead(999, { 'content-type': 'text/html' }).end('<h1>Request denied</h1>');
    });
    for (const mode of MODES) {
      const body = await extract(`http://127.0.0.1:${site.port}/p`, mode);
      assert.equal(body.error?.code, 'FETCH_BLOCKED', `${mode}: ${JSON.stringify(body)}`);
    }
  });

  it('are not taken at their word that cookies are disabled, where a script sets them', async () => {
    const handler: Handler = (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      if (request.headers.cookie?.includes('seen=1')) response.end('<title>x</title><h1>The page</h1>');
      else if (request.url === '/off') response.end('<title>Shop</title><h1>Cookies are disabled</h1>');
      else {
        const check = `document.cookie = 'seen=1'; location.href = document.cookie ? '/t' : '/off'`;
        response.end(`<title>Shop</title><h1>Cookies are disabled</h1><script>${check}</script>`);
      }
    };
    const site = await serve(handler);
    const url = `http://127.0.0.1:${site.port}/p`;
    assert.equal((await extract(url, 'never')).error?.code, 'FETCH_BLOCKED');
    for (const mode of ['auto', 'always']) {
      const body = await extract(url, mode);
      assert.equal(body.data?.heading, 'The page', `${mode}: ${JSON.stringify(body)}`);
    }
  });

  it('do not answer with a page that only says that a script leads elsewhere', async () => {
    const notice = `<title>Redirecting</title><h1>Redirecting…</h1><script>location.href = '/t'</script>`;
    const site = await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(request.url === '/t' ? '<title>x</title><h1>The page</h1>' : notice);
    });
    const url = `http://127.0.0.1:${site.port}/p`;
    assert.equal((await extract(url, 'never')).error?.code, 'FETCH_BLOCKED');
    for (const mode of ['auto', 'always']) {
      const body = await extract(url, mode);
      assert.equal(body.data?.heading, 'The page', `${mode}: ${JSON.stringify(body)}`);
    }
  });

  it('do not hide a PDF, by calling it HTML or by embedding it', async () => {
    const pdf = buildPdf({ pages: [['The kettle.']], info: { Title: 'Blue kettle' } });
    const site = await serve((request, response) => {
      const isWrapper = request.url === '/wrapper';
      response.writeHead(200, {
        'content-type': request.url === '/report.pdf' ? 'application/pdf' : 'text/html',
      });
      response.end(isWrapper ? '<title>Viewer</title><embed src="/report.pdf" type="application/pdf">' : pdf);
    });
    const schema = [{ field: 'title', type: 'string', example: 'Red kettle' }];
    for (const path of ['/called-html', '/wrapper']) {
      for (const mode of MODES) {
        const body = await extract(`http://127.0.0.1:${site.port}${path}`, mode, {}, schema);
        assert.equal(body.data?.title, 'Blue kettle', `${mode} ${path}: ${JSON.stringify(body)}`);
      }
    }
  });
});
