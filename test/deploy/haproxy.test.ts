/** The configuration of the compose file's balancer on a real HAProxy, with addresses of this machine in it. */

import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { toolOnPath } from '../../src/adapters/tools.js';
import { findFreePort } from '../../src/free-port.js';
import { startNameServer, type NameServer } from '../support/name-server.js';
import { ROOT } from '../support/root.js';
import { skipWithout } from '../support/skip.js';
import { waitFor } from '../support/wait.js';

describe('deploy/haproxy/haproxy.cfg', function () {
  this.timeout(90_000);

  const folder = mkdtempSync(join(tmpdir(), 'holdfast-haproxy-'));
  const gateways = new Map<string, Server>();
  let names: NameServer;
  let haproxy: ChildProcess;
  let url: string;
  let port: number;

  before(async function () {
    const PATH = [process.env['PATH'], '/usr/sbin', '/usr/local/sbin'].join(delimiter);
    const program = toolOnPath(['haproxy'], { PATH });
    skipWithout('haproxy', program !== null, this);
    names = await startNameServer(['127.0.0.2', '127.0.0.3']);
    port = await findFreePort();
    const front = await findFreePort();
    url = `http://127.0.0.1:${front}`;
    const changes = [
      ['127.0.0.11:53', `127.0.0.1:${names.port}`],
      ['bind :8080', `bind 127.0.0.1:${front}`],
      ['gateway:8080', `gateway:${port}`],
    ];
    const text = changes.reduce(
      (config, [from = '', to = '']) => {
        assert.equal(config.split(from).length, 2, `"${from}" is there once`);
        return config.replace(from, to);
      },
      readFileSync(join(ROOT, 'deploy/haproxy/haproxy.cfg'), 'utf8'),
    );
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, text);
    await gateway('127.0.0.2');
    await gateway('127.0.0.3');
    haproxy = spawn(program as string, ['-db', '-f', file], { stdio: 'ignore' });
    await waitFor('both gateways', async () => (await seen(8)).size === 2);
  });

  after(async () => {
    if (haproxy !== undefined) {
      haproxy.kill('SIGKILL');
      if (haproxy.exitCode === null && haproxy.signalCode === null) await once(haproxy, 'exit');
    }
    for (const address of gateways.keys()) await stop(address);
    await names?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Answers with its address, and whom the call is for. */
  async function gateway(address: string): Promise<void> {
    const server = createServer((request, response) => {
      if (request.url === '/unready') response.statusCode = 503;
      response.end(`${address} ${String(request.headers['x-forwarded-for'])}`);
    });
    server.listen(port, address);
    await once(server, 'listening');
    gateways.set(address, server);
  }

  async function stop(address: string): Promise<void> {
    const server = gateways.get(address);
    gateways.delete(address);
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
  }

  /** Who answers, of so many calls. */
  async function seen(calls: number): Promise<Set<string>> {
    const answers = new Set<string>();
    for (let n = 0; n < calls; n += 1) answers.add(await ask('/').catch((error: Error) => error.message));
    return answers;
  }

  async function ask(path: string): Promise<string> {
    const response = await fetch(url + path, { headers: { Connection: 'close' } });
    const [address = ''] = (await response.text()).split(' ');
    return response.status === 200 ? address : `${response.status} ${address}`;
  }

  it('spreads calls over the gateways and tells them who calls', async () => {
    assert.deepEqual(await seen(8), new Set(['127.0.0.2', '127.0.0.3']));
    assert.match(await (await fetch(url)).text(), / 127\.0\.0\.1$/);
  });

  it("hands a gateway's own 503 on", async () => {
    assert.match(await ask('/unready'), /^503 127\.0\.0\.[23]$/);
  });

  it('loses no call when a gateway goes, and uses it again when it is back', async () => {
    await stop('127.0.0.3');
    assert.deepEqual(await seen(8), new Set(['127.0.0.2']));
    await gateway('127.0.0.3');
    await waitFor('the gateway to be used again', async () => (await seen(4)).has('127.0.0.3'));
  });

  it('uses a gateway that is added', async () => {
    await gateway('127.0.0.4');
    names.addresses = [...names.addresses, '127.0.0.4'];
    await waitFor('the third gateway', async () => (await seen(6)).has('127.0.0.4'));
  });

  it('answers 503 itself when there is none', async () => {
    for (const address of [...gateways.keys()]) await stop(address);
    await waitFor('the answer', async () => (await ask('/')).startsWith('503'));
  });
});
