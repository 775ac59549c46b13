import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { mendConnection } from '../../src/adapters/http1/mended-connection.js';
import { cleanUp, onCleanUp, serve, type Handler } from '../support/fetching.js';
import { ODD_ANSWERS, oddServer, HALF, PAGE } from '../../bench/wild/inputs/odd-answers.js';

afterEach(cleanUp);

interface Got {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly isComplete: boolean;
}

/** Node's own client, as strict as it comes, over mended connections. */
function client(
  port: number,
  onConnection: (stream: Duplex) => void = () => {},
): {
  get(path: string, options?: http.RequestOptions, body?: string): Promise<Got>;
} {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = (options) => {
    const stream = mendConnection(net.connect(options as net.NetConnectOpts));
    onConnection(stream);
    return stream;
  };
  onCleanUp(() => agent.destroy());
  return {
    get: async (path, options = {}, sent = '') => {
      const request = http.request({ host: '127.0.0.1', port, path, agent, ...options });
      request.end(sent);
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      let body = '';
      response.setEncoding('latin1').on('data', (text: string) => (body += text));
      await new Promise((resolve) => response.on('end', resolve).on('error', resolve));
      const { statusCode = 0, headers, complete } = response;
      return { status: statusCode, headers, body, isComplete: complete };
    },
  };
}

async function serveRaw(onRequest: (socket: net.Socket, at: number) => void): Promise<number> {
  let at = 0;
  const server = net.createServer((socket) => {
    // A client that has read enough goes.
    socket.on('error', () => socket.destroy());
    socket.on('data', () => onRequest(socket, at++));
  });
  await serve(() => {}, server);
  return (server.address() as AddressInfo).port;
}

describe('mendConnection', () => {
  for (const [at, { name, cut }] of ODD_ANSWERS.entries()) {
    it(`passes on an answer with ${name} in good form`, async () => {
      const site = await serve(() => {}, oddServer(false));
      const got = await client(site.port).get(`/${at}`);
      assert.deepEqual([got.status, got.body, got.isComplete], [200, cut ? HALF : PAGE, !cut]);
    });
  }

  it('keeps the connection for one request after the other, whatever their method', async () => {
    const seen: string[] = [];
    const handler: Handler = (request, response) => {
      let sent = '';
      request.on('data', (bytes) => (sent += bytes));
      request.on('end', () => {
        seen.push(`${request.method} ${sent}`);
        if (request.url === '/none') response.writeHead(304, { etag: '"1"' });
        response.end(request.method === 'HEAD' || request.url === '/none' ? '' : `answer ${seen.length}`);
      });
    };
    const site = await serve(handler);
    const { get } = client(site.port);
    assert.equal((await get('/')).body, 'answer 1');
    assert.equal(
      (await get('/', { method: 'POST', headers: { 'content-length': 300_000 } }, 'x'.repeat(300_000))).body,
      'answer 2',
    );
    assert.deepEqual([(await get('/none')).status, (await get('/')).body], [304, 'answer 4']);
    assert.equal(site.connections, 1);
    assert.equal((await get('/', { method: 'HEAD' })).body, '');
    assert.equal((await get('/')).body, 'answer 6');
  });

  it('gathers no listeners over requests with a bound of their own', async () => {
    const streams: Duplex[] = [];
    const site = await serve((_, response) => response.end('x'));
    const { get } = client(site.port, (stream) => streams.push(stream));
    await get('/', { timeout: 5_000 });
    const before = streams[0]?.listenerCount('timeout');
    for (let i = 0; i < 5; i++) await get('/', { timeout: 5_000 });
    assert.deepEqual([streams.length, streams[0]?.listenerCount('timeout')], [1, before]);
  });

  it('passes on that nothing happens', async () => {
    const site = await serve(() => {});
    const { port } = site;
    const request = http.get({
      port,
      timeout: 50,
      createConnection: (options) => mendConnection(net.connect(options as net.NetConnectOpts)),
    });
    await once(request, 'timeout');
    request.on('error', () => {}).destroy();
  });

  it('keeps the length that the answer to a HEAD states', async () => {
    const site = await serve((_, response) => response.writeHead(200, { 'content-length': 77 }).end());
    assert.equal((await client(site.port).get('/', { method: 'HEAD' })).headers['content-length'], '77');
  });

  it('passes on what has come of an answer that goes on', async () => {
    const site = await serve((_, response) => {
      response.write('first');
      setTimeout(() => response.end('last'), 100);
    });
    const request = http.get({
      host: '127.0.0.1',
      port: site.port,
      createConnection: (options) => mendConnection(net.connect(options as net.NetConnectOpts)),
    });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    const [first] = (await once(response, 'data')) as [Buffer];
    assert.equal(first.toString(), 'first');
    assert.equal((await once(response, 'data')).toString(), 'last');
  });

  it('does not use a connection again that brought more than its answer', async () => {
    let connections = 0;
    const port = await serveRaw((socket, at) => {
      connections += 1;
      const surplus = at === 0 ? 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison' : '';
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood${surplus}`);
    });
    const { get } = client(port);
    assert.equal((await get('/')).body, 'good');
    await sleep(20);
    assert.equal((await get('/')).body, 'good');
    assert.equal(connections, 2);
  });

  for (const [name, answer] of [
    ['what is no HTTP', 'SSH-2.0-x\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['a NUL in its head', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\nabcd'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
    ['a head without end', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(60_000)}`],
    ['nothing', ''],
  ] as const) {
    it(`breaks on ${name}`, async () => {
      const port = await serveRaw((socket) => void socket.end(answer));
      await assert.rejects(client(port).get('/'));
    });
  }

  it('says so when the server cannot be reached', async () => {
    const closed = net.createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await assert.rejects(client(port).get('/'), { code: 'ECONNREFUSED' });
  });

  it('is not slow with a head that comes byte by byte', async () => {
    const head = `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(5_000)}Content-Length: 2\r\n\r\nok`;
    const port = await serveRaw((socket) => {
      socket.setNoDelay();
      for (const letter of head) socket.write(letter);
    });
    const startedAt = performance.now();
    assert.equal((await client(port).get('/', { maxHeaderSize: 1 << 20 })).body, 'ok');
    assert.ok(performance.now() - startedAt < 5_000);
  });
});
