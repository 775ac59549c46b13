import assert from 'node:assert/strict';
import { cleanUp, fetcherFor, pageOf, serve, serveBoth, textOf, type Handler } from '../support/fetching.js';

afterEach(cleanUp);

const meta = (content: string): string =>
  `<meta http-equiv="refresh" content="${content}"><title>Redirecting</title>`;
const html = { 'content-type': 'text/html' };
const followsRefresh = true;

describe('pages that send their readers on', () => {
  it('are followed without waiting, with a warning where a browser waits', async () => {
    const handler: Handler = (request, response) => {
      response.writeHead(200, { ...html, ...(request.url === '/b' ? { refresh: '20; url=/c' } : {}) });
      response.end(request.url === '/a' ? meta('0; url=/b') : `<p>${request.url}`);
    };
    for (const { site, base } of await serveBoth(handler)) {
      const startedAt = performance.now();
      const page = pageOf(await fetcherFor(site).get(`${base}/a`, { followsRefresh }));
      assert.deepEqual([textOf(page), page.finalUrl], ['<p>/c', `${base}/c`]);
      assert.deepEqual(page.warnings, ['followed the page that sends its readers on after 20 seconds']);
      assert.ok(performance.now() - startedAt < 5_000);
    }
  });

  it('are pages for whoever does not want to follow them', async () => {
    const site = await serve((_, response) => response.writeHead(200, html).end(meta('0; url=/b')));
    assert.match(textOf(pageOf(await fetcherFor(site).get('/a'))), /Redirecting/);
  });

  it('get the cookie back that they set', async () => {
    const site = await serve((request, response) => {
      if (request.headers.cookie !== undefined) response.writeHead(200, html).end('<p>there');
      else response.writeHead(200, { ...html, 'set-cookie': 'seen=1' }).end(meta('3'));
    });
    assert.equal(textOf(pageOf(await fetcherFor(site).get('/a', { followsRefresh }))), '<p>there');
  });

  /** Each page leads to the one of this name, after so many seconds. */
  const leading =
    (next: (path: string) => string, delaySecs: number): Handler =>
    (request, response) => {
      response.writeHead(200, html).end(meta(`${delaySecs}; url=${next(request.url ?? '')}`));
    };
  const circle = (path: string): string => (path === '/a' ? '/b' : '/a');

  it('are none where they go in circles at once, or on and on', async () => {
    for (const [next, requests, message] of [
      [circle, 2, 'The page redirects in a loop.'],
      [(path: string) => `${path}x`, 4, 'The page redirects too many times.'],
    ] as const) {
      let count = 0;
      const handler = leading(next, 0);
      const site = await serve((request, response) => (count++, handler(request, response)));
      const outcome = await fetcherFor(site).get('/a', { followsRefresh });
      assert.deepEqual(outcome, {
        kind: 'failed',
        failure: { code: 'URL_UNREACHABLE', message },
        fault: next === circle ? 'redirects' : 'too_many_redirects',
      });
      assert.equal(count, requests);
    }
  });

  it('are read themselves where they go in circles and show themselves for a while', async () => {
    for (const [next, last] of [
      [circle, '/b'],
      [(path: string) => `${path}x`, '/axxx'],
    ] as const) {
      const page = pageOf(await fetcherFor(await serve(leading(next, 9))).get('/a', { followsRefresh }));
      assert.equal(new URL(page.finalUrl).pathname, last);
    }
  });

  it('are read themselves where they only load themselves again', async () => {
    const site = await serve(leading((path) => path, 0));
    assert.match(textOf(pageOf(await fetcherFor(site).get('/a', { followsRefresh }))), /Redirecting/);
  });

  it('lead nowhere where the caller, or the rules for addresses, do not go', async () => {
    const secret = await serve((_, response) => response.end('secret'));
    const site = await serve((request, response) => {
      const to = request.url === '/in' ? `http://127.0.0.1:${secret.port}/` : '/b';
      response.writeHead(200, html).end(meta(`0; url=${to}`));
    });
    const { get } = fetcherFor(site);
    const outcome = await get('/out', { followsRefresh, mayFollow: () => false });
    assert.deepEqual(outcome, { kind: 'redirected', to: `http://127.0.0.1:${site.port}/b` });
    assert.match(textOf(pageOf(await get('/in', { followsRefresh }))), /Redirecting/);
    assert.equal(secret.connections, 0);
  });
});
