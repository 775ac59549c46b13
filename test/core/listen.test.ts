/** Which silent connections are closed, and which are left. */

import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Koa from 'koa';
import { listen, type Listener } from '../../src/http/listen.js';
import { waitFor } from '../support/wait.js';

const SILENT_MS = 100;
/** More than the buffers of the system hold on both sides. */
const LARGE = Buffer.alloc(64 * 1024 * 1024, 'x');

describe('a connection on which nothing moves', function () {
  this.timeout(30_000);
  let listener: Listener;
  let socket: Socket;
  let serverSide: Socket;
  let handle: (ctx: Koa.Context) => Promise<void>;

  before(async () => {
    const koa = new Koa();
    koa.use((ctx) => {
      serverSide = ctx.socket;
      return handle(ctx);
    });
    // A caller that goes away in the middle of its answer is none of the log's business here.
    koa.silent = true;
    listener = await listen(koa, '127.0.0.1', 0, undefined, SILENT_MS);
  });
  beforeEach(async () => {
    socket = connect(listener.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
  });
  afterEach(() => socket.destroy());
  after(() => listener.close());

  const ask = (): boolean => socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');

  it('is kept while its call is being worked on, however long that takes', async () => {
    let silences = 0;
    handle = async (ctx) => {
      ctx.socket.on('timeout', () => void (silences += 1));
      await waitFor('a silence that was too long', () => silences > 0);
      await sleep(5 * SILENT_MS);
      ctx.body = 'done';
    };
    ask();
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 200 [^]*done$/);
  });

  it('is closed when its caller leaves an answer untaken', async () => {
    handle = (ctx) => {
      ctx.body = LARGE;
      return Promise.resolve();
    };
    socket.pause();
    ask();
    await waitFor('the call', () => serverSide?.localPort === listener.port && serverSide.writableLength > 0);
    await once(serverSide, 'close');
    assert.ok(serverSide.bytesWritten > 0);
    socket.resume();
    await once(socket, 'close');
    assert.ok(socket.bytesRead < LARGE.length, 'the answer was cut');
  });

  it('is closed when no next call comes', async () => {
    handle = (ctx) => {
      ctx.body = 'done';
      return Promise.resolve();
    };
    ask();
    await once(socket, 'data');
    await once(socket, 'close');
  });
});
