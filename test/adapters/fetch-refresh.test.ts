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

  it('are read themselves where they go in circles, or on and on', async () => {
    let requests = 0;
    const circle = await serve((request, response) => {
      requests++;
      response.writeHead(200, html).end(meta(`0; url=${request.url === '/a' ? '/b' : '/a'}`));
    });
    const page = pageOf(await fetcherFor(circle).get('/a', { followsRefresh }));
    assert.deepEqual([new URL(page.finalUrl).pathname, requests], ['/b', 2]);

    const endless = await serve((request, response) => {
      response.writeHead(200, html).end(meta(`0; url=${request.url}x`));
    });
    const last = pageOf(await fetcherFor(endless).get('/a', { followsRefresh }));
    assert.equal(new URL(last.finalUrl).pathname, '/axxx');
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
