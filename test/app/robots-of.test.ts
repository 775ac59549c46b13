import assert from 'node:assert/strict';
import { createEgressGate } from '../../src/adapters/egress/gate.js';
import { createFetcher } from '../../src/adapters/fetch/fetcher.js';
import { createRobotsOf } from '../../src/app/robots-of.js';
import type { Robots } from '../../src/core/crawl/robots.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import { cleanUp, onCleanUp, serve, type Handler } from '../support/fetching.js';

afterEach(cleanUp);

async function robotsFrom(handler: Handler): Promise<[robots: Robots, url: string]> {
  const { port } = await serve(handler);
  const gate = createEgressGate({ allowList: parseAllowList('127.0.0.1') });
  const fetcher = createFetcher({ gate, userAgent: 'Holdfast/test' });
  onCleanUp(() => fetcher.close());
  const robotsOf = createRobotsOf({ fetcher, now: () => new Date() });
  const url = `http://127.0.0.1:${port}/private`;
  return [await robotsOf(url, new AbortController().signal), url];
}

async function allows(handler: Handler): Promise<boolean> {
  const [robots, url] = await robotsFrom(handler);
  return robots.allows('Holdfast', url);
}

describe('robots.txt', () => {
  it('is read behind a redirect to itself that sets a cookie', async () => {
    const allowed = await allows((request, response) => {
      if (request.headers.cookie !== undefined) response.end('User-agent: *\nDisallow: /private\n');
      else response.writeHead(302, { location: '/robots.txt', 'set-cookie': 'seen=1' }).end();
    });
    assert.equal(allowed, false);
  });

  it('counts as none when it redirects in a loop, or too often', async () => {
    assert.ok(await allows((_, response) => void response.writeHead(302, { location: '/robots.txt' }).end()));
    let at = 0;
    assert.ok(await allows((_, response) => void response.writeHead(302, { location: `/${++at}` }).end()));
  });

  it('says why it could not be read, and forbids everything then', async () => {
    const [failing, url] = await robotsFrom((_, response) => void response.writeHead(502).end());
    assert.deepEqual([failing.unreadable, failing.allows('Holdfast', url)], ['It answered HTTP 502', false]);
    const [cut] = await robotsFrom((request) => void request.socket.destroy());
    assert.match(cut.unreadable ?? '', /[a-z].*[^.]$/i);
    const [none] = await robotsFrom((_, response) => void response.writeHead(404).end());
    assert.equal(none.unreadable, undefined);
  });
});
