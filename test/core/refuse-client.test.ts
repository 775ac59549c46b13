/** What becomes of connections on which no whole call has come in time. */

import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { refuseClients } from '../../src/http/refuse-client.js';

const HEAD_MS = 200;
const BODY_MS = 400;
/** Nobody waits for it in these tests but a call that has come whole. */
const LONG_MS = 60_000;
const WHOLE = 'POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody';

describe('a connection on which a call does not come whole', function () {
  this.timeout(60_000);
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  /** A server whose own time-outs are short, and a connection to it that it has accepted. */
  async function connected(headMs: number, bodyMs: number): Promise<Socket> {
    const bounds = { headersTimeout: HEAD_MS, requestTimeout: BODY_MS, connectionsCheckingInterval: 50 };
    const server = createServer(bounds, (request, response) => {
      request.resume();
      request.on('end', () => response.end('done'));
    });
    refuseClients(server, { headMs, bodyMs });
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    await Promise.all([once(server, 'connection'), once(socket, 'connect')]);
    return socket;
  }

  async function answerOn(socket: Socket): Promise<string> {
    let text = '';
    socket.on('data', (data: Buffer) => void (text += data.toString()));
    // A connection that is closed while something of the caller's is unread is reset, as the answer may be then.
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.on('close', resolve));
    return text;
  }

  /** All timers of the process are due then before anything is read, as after SIGCONT. */
  function standStill(forMs: number): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
  }

  it('is answered when all of it came while the process stood still', async () => {
    const socket = await connected(LONG_MS, LONG_MS);
    const answer = answerOn(socket);
    socket.write(WHOLE);
    standStill(2 * BODY_MS);
    assert.match(await answer, /^HTTP\/1\.1 200 [^]*done/);
  });

  it('is answered when its body came while the process stood still', async () => {
    const socket = await connected(LONG_MS, LONG_MS);
    const answer = answerOn(socket);
    socket.write(WHOLE.slice(0, -2));
    // The server asks for its head and begins with its body in this turn.
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(WHOLE.slice(-2));
    standStill(2 * BODY_MS);
    assert.match(await answer, /^HTTP\/1\.1 200 [^]*done/);
  });

  for (const [part, sent] of [
    ['head', WHOLE.slice(0, 20)],
    ['body', WHOLE.slice(0, -2)],
  ] as const) {
    it(`is told to try again when its ${part} does not come`, async () => {
      const socket = await connected(HEAD_MS, BODY_MS);
      socket.write(sent);
      assert.match(await answerOn(socket), /^HTTP\/1\.1 503 [^]*Retry-After: 5\r\n/);
    });
  }

  it('is closed without an answer when nothing was sent', async () => {
    assert.equal(await answerOn(await connected(HEAD_MS, BODY_MS)), '');
  });

  it('is told what is wrong with nonsense, and with a head that is too long', async () => {
    const [nonsense, long] = [await connected(LONG_MS, LONG_MS), await connected(LONG_MS, LONG_MS)];
    nonsense.write('nonsense\r\n\r\n');
    assert.match(await answerOn(nonsense), /^HTTP\/1\.1 400 /);
    long.write(`GET / HTTP/1.1\r\nHost: here\r\nX: ${'x'.repeat(17_000)}`);
    assert.match(await answerOn(long), /^HTTP\/1\.1 431 /);
  });
});
