import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  cleanUp,
  failureOf,
  fetcherFor,
  fetchFrom,
  pageOf,
  serve,
  serveBoth,
  textOf,
} from '../support/fetching.js';

afterEach(cleanUp);

/** Redirects to the same address until the cookie comes back. */
function bounce(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.cookie === 'seen=1') return void response.end('the page');
  response.writeHead(302, { location: request.url, 'set-cookie': 'seen=1; Path=/' }).end();
}

describe('cookies of one fetch', () => {
  it('come back to a site that redirects to the same address until they do', async () => {
    for (const { site, base } of await serveBoth(bounce)) {
      assert.equal(textOf(pageOf(await fetcherFor(site).get(`${base}/p`))), 'the page');
    }
  });

  it('are forgotten with the fetch', async () => {
    const seen: (string | undefined)[] = [];
    const site = await serve((request, response) => {
      seen.push(request.headers.cookie);
      response.writeHead(200, { 'set-cookie': 'seen=1' }).end('x');
    });
    const { get } = fetcherFor(site);
    await get('/');
    await get('/');
    assert.deepEqual(seen, [undefined, undefined]);
  });

  it('keep to path, scheme and host', async () => {
    const other = await serve((request, response) => response.end(request.headers.cookie ?? 'none'));
    const site = await serve((request, response) => {
      const { host } = request.headers;
      if (request.url === '/deep/') return void response.end(request.headers.cookie ?? 'none');
      const location = request.url === '/away' ? `http://other.test:${other.port}/` : '/deep/';
      const cookies = [
        'a=1',
        'b=2; Path=/deep',
        'c=3; Path=/elsewhere',
        'd=4; Secure',
        'e=5; Domain=other.test',
      ];
      response.writeHead(302, { location, 'set-cookie': cookies, 'x-host': host }).end();
    });
    const { get } = fetcherFor(site, { lookup: async () => ['127.0.0.1'], allow: '127.0.0.1' });
    assert.equal(textOf(pageOf(await get(`http://shop.test:${site.port}/x`))), 'b=2; a=1');
    assert.equal(textOf(pageOf(await get(`http://shop.test:${site.port}/away`))), 'none');
  });

  it('take nothing that is no cookie, and no more of them than a browser', async () => {
    const outcome = await fetchFrom((request, response) => {
      assert.doesNotMatch(request.headers.cookie ?? '', /^;|; ;/);
      if (request.url === '/b')
        return void response.end(String(request.headers.cookie?.match(/\bc\d+=1/g)?.length));
      const many = Array.from({ length: 400 }, (_, i) => `c${i}=1`);
      const cookies = [`long=${'x'.repeat(5_000)}`, ';;;', '=; Path=/', ...many];
      response.writeHead(302, { location: '/b', 'set-cookie': cookies }).end();
    });
    assert.equal(textOf(pageOf(outcome)), '180');
  });

  it('end a bounce that never comes to rest', async () => {
    let requests = 0;
    const outcome = await fetchFrom((_, response) => {
      response.writeHead(302, { location: '/', 'set-cookie': `n=${++requests}` }).end();
    });
    assert.match(failureOf(outcome).message, /too many times/);
    assert.equal(requests, 11);
  });

  it('do not stop a loop without them from being noticed at once', async () => {
    let requests = 0;
    const outcome = await fetchFrom((_, response) => {
      requests++;
      response.writeHead(302, { location: '/', 'set-cookie': 'same=1' }).end();
    });
    assert.match(failureOf(outcome).message, /in a loop/);
    assert.equal(requests, 2);
  });
});
