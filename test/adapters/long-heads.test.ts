import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgressGate } from '../../src/adapters/egress/gate.js';
import { startEgressProxy, type EgressProxy } from '../../src/adapters/egress/proxy.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import { loginHeader } from '../support/proxy-login.js';

/** Below the 256 KB of browsers, with room for what else a head says. */
const LONG = { maxHeaderSize: 300 * 1024 };
const COOKIES = Array.from({ length: 60 }, (_, at) => `c${at}=${'v'.repeat(4_000)}`);

describe('the proxy of the browser and long heads', () => {
  let site: http.Server;
  let proxy: EgressProxy;
  let port: number;
  let login: string;

  before(async () => {
    site = http.createServer(LONG, (request, response) => {
      if (request.url === '/sets') response.setHeader('set-cookie', COOKIES);
      response.end(String(request.headers.cookie?.length ?? 0));
    });
    await once(site.listen(0, '127.0.0.1'), 'listening');
    ({ port } = site.address() as AddressInfo);
    const gate = createEgressGate({
      allowList: parseAllowList(`127.0.0.1:${port}`),
      connectTimeoutMs: 2_000,
    });
    proxy = await startEgressProxy({ gate, trackers: true });
    login = loginHeader(proxy.admitClient());
  });
  after(async () => {
    await proxy.close();
    site.close();
    site.closeAllConnections();
  });

  async function get(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<http.IncomingMessage> {
    const { hostname, port: proxyPort } = new URL(proxy.url);
    const url = `http://127.0.0.1:${port}${path}`;
    const request = http.get({
      ...{ host: hostname, port: proxyPort, path: url, agent: false, ...LONG },
      headers: { ...headers, 'proxy-authorization': login },
    });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    return response;
  }

  it('passes on an answer that sets 240 KB of cookies', async () => {
    const response = await get('/sets');
    assert.equal(response.statusCode, 200);
    assert.deepEqual(response.headers['set-cookie'], COOKIES);
    response.resume();
  });

  it('passes on a request with 240 KB of cookies', async () => {
    const cookie = COOKIES.join('; ');
    const response = await get('/', { cookie });
    const body = Buffer.concat(await response.toArray()).toString();
    assert.deepEqual([response.statusCode, body], [200, String(cookie.length)]);
  });

  it('refuses a request with a head that browsers do not send', async () => {
    const cookie = [...COOKIES, 'v'.repeat(30_000)].join('; ');
    const response = await get('/', { cookie });
    assert.equal(response.statusCode, 400);
    response.resume();
  });
});
