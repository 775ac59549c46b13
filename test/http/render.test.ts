import { strict as assert } from 'node:assert';
import { startScriptSite } from '../support/script-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import type { TestAccount } from '../support/api.js';
import { startSite, type TestSite } from '../support/site.js';

const SCHEMA = [{ field: 'heading', type: 'string', example: 'About us' }];

describe('render_js', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;

  before(async () => {
    site = await startScriptSite();
    service = await sharedService();
    account = await service.api.account();
  });
  after(() => site.close());

  async function extract(path: string, options: object): Promise<any> {
    const request = { url: site.url + path, schema: SCHEMA, options: { timeout_ms: 30_000, ...options } };
    const { status, body } = await service.api.post(account.key, '/v1/extract', request);
    assert.equal(status, 200);
    return body;
  }

  const requestsOf = (path: string): number =>
    site.requests.filter((request) => request.path === path).length;

  describe('always', () => {
    for (const [path, heading] of [
      ['/delayed', 'Delayed'],
      ['/fetched', 'Fetched'],
      ['/router', 'Routed'],
      ['/shadow', 'Shadow'],
      ['/poller', 'Poller'],
      ['/socket', 'Socket'],
      ['/popups', 'Popups'],
      ['/dialogs', 'Dialogs'],
      ['/download', 'Download'],
      ['/refresh', 'Refresh'],
      ['/animated', 'Animated'],
      ['/worker', 'Worked'],
      ['/worker-file', 'From a file'],
      ['/worker-slow', 'From a slow file'],
      ['/worker-module', 'From a module'],
      ['/worker-fetching', 'Fetched by a worker'],
      ['/worker-shared', 'Shared'],
      ['/worker-shared-fetching', 'Fetched by a worker'],
      ['/json-module', 'From a JSON module'],
      ['/preloaded', 'Preloaded'],
      ['/captions', 'Captions'],
      ['/moved-by-script', 'Delayed'],
      ['/static', 'Static'],
    ] as const) {
      it(`reads ${path}`, async () => {
        const body = await extract(path, { render_js: 'always' });
        assert.equal(body.status, 'success', JSON.stringify(body));
        assert.deepEqual(body.data, { heading });
        assert.equal(body.render_mode, 'headless');
      });
    }

    it('takes what is there when a request of the page never ends', async () => {
      const body = await extract('/long-poll', { render_js: 'always', timeout_ms: 8_000 });
      assert.deepEqual([body.data?.heading, body.render_mode], ['Long poll', 'headless']);
    });

    it('opens no window that a page asks for', async () => {
      await extract('/popups', { render_js: 'always' });
      assert.equal(site.requests.filter(({ path }) => path.startsWith('/delayed?')).length, 0);
    });

    it('gives a page that never yields its time, and no more', async () => {
      const body = await extract('/endless-loop', { render_js: 'always', timeout_ms: 4_000 });
      assert.equal(body.error?.code, 'TIMEOUT');
    });

    it('gives up a page that crashes the browser three times, uncharged', async () => {
      const { id, key } = await service.api.account();
      const request = {
        url: `${site.url}/out-of-memory`,
        schema: SCHEMA,
        options: { render_js: 'always', timeout_ms: 60_000 },
      };
      const { body } = await service.api.post(key, '/v1/extract', request);
      assert.equal(body.error?.code, 'PAGE_CRASHED', JSON.stringify(body));
      assert.deepEqual(
        (await service.api.ledger(id)).map(({ kind, units }) => [kind, units]),
        [
          ['reserve', 1],
          ['refund', 1],
        ],
      );
      assert.equal((await extract('/delayed', { render_js: 'always' })).data?.heading, 'Delayed');
    });

    it('fetches plainly what is no HTML document', async () => {
      const body = await extract('/data', { render_js: 'always' });
      assert.equal(body.status, 'success');
      assert.equal(body.render_mode, 'fetch');
    });

    it('does not load a download', async () => {
      const body = await extract('/two-gigabytes', { render_js: 'always' });
      assert.ok(['success', 'error'].includes(body.status));
      assert.equal(body.data?.heading ?? null, null);
    });

    it('says what is wrong with a host that does not answer', async () => {
      const request = {
        url: 'http://127.0.0.1:1/',
        schema: SCHEMA,
        options: { render_js: 'always' },
      };
      const { body } = await service.api.post(account.key, '/v1/extract', request);
      assert.equal(body.error?.code, 'URL_UNREACHABLE');
    });

    it('gives every page cookies and storage of its own', async () => {
      const seen = new Set<string>();
      const other = await startSite((request, response) => {
        seen.add(request.headers.cookie ?? 'none');
        response.writeHead(200, { 'Content-Type': 'text/html', 'Set-Cookie': `visit=${seen.size}; Path=/` });
        response.end(`<!doctype html><div id="root"></div><script>
          const before = localStorage.getItem('visit') + document.cookie.length;
          localStorage.setItem('visit', 'yes');
          root.innerHTML = '<h1>' + before + '</h1>';
        </script>`);
        return true;
      });
      try {
        const urls = [1, 2, 3].map((at) => `${other.url}/${at}`);
        const request = { urls, schema: SCHEMA, options: { render_js: 'always', concurrency: 1 } };
        const { body } = await service.api.post(account.key, '/v1/batch', request);
        const headings = body.results.map((page: any) => page.data.heading);
        assert.equal(new Set(headings).size, 1, headings.join());
        assert.deepEqual([...seen], ['none']);
      } finally {
        await other.close();
      }
    });

    it('tells the site its language and who asks', async () => {
      let agent = '';
      let languages = '';
      const other = await startSite((request, response) => {
        agent ||= request.headers['user-agent'] ?? '';
        languages ||= request.headers['accept-language'] ?? '';
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end(
          '<!doctype html><div id="root"></div><script>root.innerHTML = `<h1>${navigator.language}</h1>`</script>',
        );
        return true;
      });
      try {
        const options = { render_js: 'always', locale: 'de-CH' };
        const { body } = await service.api.post(account.key, '/v1/extract', {
          url: other.url,
          schema: SCHEMA,
          options,
        });
        assert.deepEqual(body.data, { heading: 'de-CH' });
        assert.match(languages, /^de-CH/);
        assert.match(agent, /^Mozilla\/5\.0 .*Chrome\/.* Holdfast\//);
      } finally {
        await other.close();
      }
    });
  });

  describe('auto', () => {
    it('does not start a browser for a page that says it all', async () => {
      const body = await extract('/static', { render_js: 'auto' });
      assert.deepEqual([body.data.heading, body.render_mode], ['Static', 'fetch']);
    });

    it('renders a page whose root is empty, after a plain fetch', async () => {
      const before = requestsOf('/delayed');
      const body = await extract('/delayed', { render_js: 'auto' });
      assert.deepEqual([body.data?.heading, body.render_mode], ['Delayed', 'headless']);
      assert.equal(requestsOf('/delayed') - before, 2);
    });

    it('stops fetching plainly where that never helps', async () => {
      const own = await startScriptSite();
      try {
        const urls = Array.from({ length: 6 }, (_, at) => `${own.url}/item/${at}`);
        const options = { render_js: 'auto', concurrency: 1, timeout_ms: 30_000 };
        const { body } = await service.api.post(account.key, '/v1/batch', { urls, schema: SCHEMA, options });
        assert.deepEqual(
          body.results.map((page: any) => page.data?.heading),
          urls.map((_, at) => `Item ${at}`),
        );
        const times = urls.map((_, at) => own.requests.filter(({ path }) => path === `/item/${at}`).length);
        assert.equal(times[5], 1, times.join());
      } finally {
        await own.close();
      }
    });

    it('does not wait for a host that asks for a pause of minutes before the browser may come', async () => {
      const headers = { 'Content-Type': 'text/html', 'Retry-After': '600' };
      const check = await startSite((_request, response) => {
        response.writeHead(503, headers);
        response.end(
          '<!doctype html><title>Just a moment...</title><script>window._cf_chl_opt={cType:"managed"}</script>',
        );
        return true;
      });
      try {
        const request = {
          url: check.url,
          schema: SCHEMA,
          options: { render_js: 'auto', timeout_ms: 30_000 },
        };
        const { body } = await service.api.post(account.key, '/v1/extract', request);
        assert.equal(body.error?.code, 'FETCH_BLOCKED', JSON.stringify(body));
        assert.equal(check.requests.length, 1);
      } finally {
        await check.close();
      }
    });

    it('stays within the time of the page, both ways together', async () => {
      const startedAt = performance.now();
      const body = await extract('/endless-loop', { render_js: 'auto', timeout_ms: 5_000 });
      assert.equal(body.error?.code, 'TIMEOUT', JSON.stringify(body));
      // Waiting for a place and starting a browser do not count; a second try of the whole time would show.
      assert.ok(performance.now() - startedAt < 30_000);
    });
  });

  describe('a wall', () => {
    const WALL =
      '<!doctype html><title>Are you human?</title><div class="g-recaptcha" data-sitekey="6Lc"></div>';
    /** Plain fetches get a CAPTCHA, browsers the page. */
    const startWalled = () =>
      startSite((request, response) => {
        const isBrowser = (request.headers['user-agent'] ?? '').startsWith('Mozilla');
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end(isBrowser ? '<!doctype html><h1>Behind the wall</h1>' : WALL);
        return true;
      });
    const ask = async ({ key }: TestAccount, url: string, render_js: string): Promise<string> => {
      const { body } = await service.api.post(key, '/v1/extract', {
        url,
        schema: SCHEMA,
        options: { render_js },
      });
      return body.data?.heading ?? body.error?.code;
    };

    it('that a plain fetch met keeps no page from the browser, nor another account from asking', async () => {
      const walled = await startWalled();
      try {
        const other = await service.api.account();
        assert.equal(await ask(account, walled.url, 'never'), 'FETCH_BLOCKED');
        assert.equal(await ask(account, walled.url, 'always'), 'Behind the wall');
        assert.equal(await ask(account, walled.url, 'auto'), 'FETCH_BLOCKED');
        assert.equal(walled.requests.length, 3, 'every way of asking was tried');
        assert.equal(await ask(account, `${walled.url}/next`, 'never'), 'FETCH_BLOCKED');
        assert.equal(await ask(account, `${walled.url}/next`, 'auto'), 'FETCH_BLOCKED');
        assert.equal(walled.requests.length, 3, 'the host is not asked again in a way that it has refused');
        assert.equal(await ask(other, walled.url, 'never'), 'FETCH_BLOCKED');
        assert.equal(walled.requests.length, 4, 'another account is not refused unasked');
      } finally {
        await walled.close();
      }
    });
  });

  it('never answers an empty shell with its title', async () => {
    for (const render_js of ['never', 'auto', 'always']) {
      const body = await extract('/empty', { render_js });
      assert.equal(body.error?.code, 'FETCH_BLOCKED', JSON.stringify(body));
      assert.equal(body.error.retryable, true);
    }
  });
});
