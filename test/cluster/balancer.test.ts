import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { startBalancer, type Balancer } from '../../cluster/balancer.js';
import { findFreePort } from '../../src/free-port.js';
import { waitFor } from '../support/wait.js';

const HOST = '127.0.0.1';

describe('the balancer of a cluster', () => {
  const closers: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  /** A gateway that answers with its name. */
  async function gateway(name: string, port = 0): Promise<{ port: number; close(): Promise<unknown> }> {
    const server: Server = createServer((request, response) => {
      if (request.url === '/hang') return;
      response.end(name);
    });
    server.listen(port, HOST);
    await once(server, 'listening');
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    };
    closers.push(close);
    return { port: (server.address() as AddressInfo).port, close };
  }

  async function balancer(ports: readonly number[]): Promise<Balancer> {
    const started = await startBalancer(HOST, await findFreePort(HOST), ports);
    closers.push(() => started.close());
    return started;
  }

  /** On a connection of its own. */
  async function ask(url: string): Promise<string> {
    return (await fetch(url, { headers: { Connection: 'close' } })).text();
  }

  it('gives connections to the gateways in turn', async () => {
    const [one, two] = [await gateway('one'), await gateway('two')];
    const { url } = await balancer([one.port, two.port]);
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await ask(url));
    assert.equal(answers.filter((name) => name === 'one').length, 3);
    assert.equal(answers.filter((name) => name === 'two').length, 3);
  });

  it('gives a connection to another gateway when one is gone, and takes it back', async () => {
    const [one, two] = [await gateway('one'), await gateway('two')];
    const { url } = await balancer([one.port, two.port]);
    await two.close();
    for (let n = 0; n < 4; n += 1) assert.equal(await ask(url), 'one');
    await gateway('two again', two.port);
    await waitFor('the gateway to be used again', async () => (await ask(url)) === 'two again');
  });

  it('ends a connection that no gateway takes', async () => {
    const { url } = await balancer([await findFreePort(HOST)]);
    await assert.rejects(ask(url));
  });

  it('closes with connections open, and takes none then', async () => {
    const { port } = await gateway('one');
    const { url, close } = await startBalancer(HOST, await findFreePort(HOST), [port]);
    const socket = connect(Number(new URL(url).port), HOST);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('GET /hang HTTP/1.1\r\nHost: a.test\r\n\r\n');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await close();
    await closed;
    await assert.rejects(ask(url));
  });
});
