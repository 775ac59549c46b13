import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import Database from 'libsql';
import { startDevServer } from '../../src/adapters/temporal/dev-server.js';
import type { DevServer } from '../../src/adapters/temporal/dev-server.js';
import { serverEnv } from '../../src/adapters/temporal/server-env.js';
import { findTemporalCli } from '../../src/adapters/temporal/find-cli.js';
import { isAlive } from '../../src/adapters/processes.js';
import { findFreePort, isPortTaken } from '../../src/free-port.js';

const devServerModule = new URL('../../src/adapters/temporal/dev-server.js', import.meta.url).href;

describe('the embedded Temporal server', function () {
  this.timeout(120_000);

  const cliPath = findTemporalCli(process.env) ?? '';
  const cleanups: (() => unknown)[] = [];
  const warnings: string[] = [];
  const log = {
    info: () => undefined,
    warn: (_: object, message: string) => warnings.push(message),
    error: (_: object, message: string) => warnings.push(message),
  };

  beforeEach(() => {
    assert.notEqual(cliPath, '', 'no temporal binary: node scripts/setup.mjs test obtains one');
    warnings.length = 0;
  });

  afterEach(async () => {
    let failure: Error | undefined;
    for (const cleanup of cleanups.splice(0).reverse()) {
      // One that fails must not keep the others from running.
      await Promise.resolve()
        .then(cleanup)
        .catch((error: unknown) => (failure ??= error as Error));
    }
    if (failure !== undefined) throw failure;
  });

  async function scratchFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-dev-server-'));
    cleanups.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    return folder;
  }

  async function start(
    dataDir: string,
    { port, uiPort = 0, cli = cliPath }: { port?: number; uiPort?: number; cli?: string } = {},
  ): Promise<DevServer> {
    const environment = process.env;
    const settings = { dataDir, environment, port, uiPort, retentionMs: 3_600_000 };
    const server = await startDevServer({ cliPath: cli, ...settings, log });
    cleanups.push(() => server.stop());
    return server;
  }

  async function connect(address: string): Promise<Client> {
    const connection = await Connection.connect({ address });
    cleanups.push(() => connection.close());
    return new Client({ connection });
  }

  it('starts, answers, and leaves nothing behind when stopped', async () => {
    const dataDir = await scratchFolder();
    const server = await start(dataDir);
    const client = await connect(server.address);
    await client.workflow.start('waits', { taskQueue: 'nobody', workflowId: 'one' });
    assert.equal((await client.workflow.getHandle('one').describe()).status.name, 'RUNNING');
    assert.equal(server.uiUrl, null);

    await server.stop();
    assert.equal(isAlive(server.pid), false);
    await assert.rejects(readFile(join(dataDir, 'temporal.pid.json')), { code: 'ENOENT' });
  });

  it('keeps ended workflows no longer than it was told', async () => {
    const server = await start(await scratchFolder());
    const { connection } = await connect(server.address);
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    assert.equal(Number(config?.workflowExecutionRetentionTtl?.seconds), 3_600);
  });

  it('has Go hold less memory', async function () {
    if (process.platform !== 'linux') this.skip(); // elsewhere another process's environment cannot be read
    const server = await start(await scratchFolder());
    const env = (await readFile(`/proc/${server.pid}/environ`, 'utf8')).split('\0');
    assert.ok(env.includes(`GOGC=${process.env['GOGC'] ?? '50'}`));
    assert.equal(serverEnv({ GOGC: '200', HOME: '/root' })['GOGC'], '200');
    assert.equal(serverEnv({ HOME: '/root' })['HOME'], '/root');
  });

  it('gives space that is free in its file back at the next start', async () => {
    const dataDir = await scratchFolder();
    const file = join(dataDir, 'temporal.db');
    const server = await start(dataDir);
    const client = await connect(server.address);
    await client.workflow.start('waits', { taskQueue: 'nobody', workflowId: 'kept' });
    await client.connection.close();
    await server.stop();
    const db = new Database(file);
    // What the server leaves when it deletes many workflows.
    db.exec(`create table gone as with recursive n(x) as (select 1 union all select x + 1 from n where x < 20000)
        select randomblob(1000) as history from n`);
    db.exec('drop table gone');
    db.pragma('wal_checkpoint(truncate)');
    db.close();
    const before = statSync(file).size;
    assert.ok(before > 20_000_000);

    const again = await start(dataDir);
    assert.ok(statSync(file).size < before / 4, `${before} bytes before, ${statSync(file).size} after`);
    await until(async () => describes(await connect(again.address), 'kept'), 15_000, 'the workflow');
  });

  it('leaves no history of a deleted workflow, which is why its file can shrink', async function () {
    this.timeout(240_000);
    const dataDir = await scratchFolder();
    const server = await start(dataDir);
    const { connection, workflow } = await connect(server.address);
    const rows = (table: string, where = 'true'): number => {
      const db = new Database(join(dataDir, 'temporal.db'), { readonly: true, timeout: 5_000 });
      try {
        return db.prepare(`select * from ${table} where workflow_id = 'gone' and ${where}`).all().length;
      } finally {
        db.close();
      }
    };
    await (await workflow.start('waits', { taskQueue: 'nobody', workflowId: 'gone' })).terminate();
    // A deletion that comes before the end is listed is tried again after three seconds, then after ever longer ones.
    await until(() => rows('executions_visibility', 'close_time is not null') === 1, 60_000, 'a listed end');
    // The server deletes what is past its retention in the same way.
    await connection.workflowService.deleteWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: 'gone' },
    });
    await until(() => rows('executions') === 0, 120_000, 'the history to go');
    await until(() => rows('executions_visibility') === 0, 30_000, 'the entry of the list to go');
  });

  it('restarts a killed server on the same port with its data', async () => {
    const server = await start(await scratchFolder());
    const client = await connect(server.address);
    await client.workflow.start('waits', { taskQueue: 'nobody', workflowId: 'kept' });

    const { pid } = server;
    process.kill(pid, 'SIGKILL');
    await until(() => server.restarts === 1, 3_000, 'a restart');
    assert.notEqual(server.pid, pid);
    await until(() => describes(client, 'kept'), 15_000, 'the workflow to be there again');
    assert.equal(warnings.length, 1);
  });

  it('replaces the server when only its guard is killed', async () => {
    const server = await start(await scratchFolder());
    const { pid } = server;
    process.kill(await parentOf(pid), 'SIGKILL');
    await until(() => server.restarts === 1, 5_000, 'a restart');
    assert.equal(isAlive(pid), false);
    await connect(server.address);
  });

  it('does not outlive a parent that is killed, and starts again on the same folder', async () => {
    const dataDir = await scratchFolder();
    const { parent, pid } = await startInProcess(dataDir);
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid), 5_000, 'the server to follow its parent');

    const server = await start(dataDir);
    await connect(server.address);
  });

  it('ends a leftover that not even the guard could end', async () => {
    const dataDir = await scratchFolder();
    const { parent, pid } = await startInProcess(dataDir);
    const guard = await parentOf(pid);
    // Stopped processes cannot act: what remains is a running server without anyone to watch it.
    for (const watching of [guard, ...(await childrenOf(guard))]) {
      if (watching !== pid) process.kill(watching, 'SIGSTOP');
    }
    cleanups.push(() => process.kill(-guard, 'SIGKILL'));
    parent.kill('SIGKILL');
    await until(() => !isAlive(parent.pid ?? 0), 5_000, 'the parent to go');
    assert.equal(isAlive(pid), true);

    const server = await start(dataDir);
    assert.equal(isAlive(pid), false);
    await connect(server.address);
  });

  it('refuses a folder whose server belongs to a living process', async () => {
    const dataDir = await scratchFolder();
    const { parent } = await startInProcess(dataDir);
    await assert.rejects(start(dataDir), new RegExp(`Process ${parent.pid} already runs Temporal`));
  });

  it('moves a taken UI port and says so', async () => {
    const taken = await findFreePort();
    await listen(taken);
    const server = await start(await scratchFolder(), { uiPort: taken });
    assert.ok(server.uiUrl !== null && !server.uiUrl.endsWith(`:${taken}`));
    assert.equal((await fetch(server.uiUrl)).status, 200);
    assert.match(warnings.join(), new RegExp(`Port ${taken} for the Temporal UI is taken`));
  });

  it('refuses a fixed port that is taken', async () => {
    const taken = await findFreePort();
    await listen(taken);
    assert.equal(await isPortTaken('127.0.0.1', taken), true);
    await assert.rejects(
      start(await scratchFolder(), { port: taken }),
      /Port \d+ is taken: set TEMPORAL_PORT/,
    );
  });

  it('says in one sentence that a binary does not start', async () => {
    const starting = start(await scratchFolder(), { cli: '/bin/false' });
    await assert.rejects(
      starting,
      /^Error: Temporal did not start \(it exited with code 1\): see .*temporal\.log\.$/,
    );
  });

  it('gives up after five deaths within a minute', async () => {
    const server = await start(await scratchFolder());
    let failure: Error | undefined;
    void server.failed.then((error) => (failure = error));
    for (let death = 1; death <= 5; death += 1) {
      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await until(() => failure !== undefined || server.pid !== pid, 5_000, 'a restart or the end');
    }
    assert.match(failure?.message ?? '', /^Temporal died 5 times within a minute/);
    assert.equal(isAlive(server.pid), false);
  });

  async function listen(port: number): Promise<void> {
    const server: Server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  }

  async function startInProcess(dataDir: string): Promise<{ parent: ReturnType<typeof spawn>; pid: number }> {
    const quiet = '{ info() {}, warn() {}, error() {} }';
    const options = `...${JSON.stringify({ cliPath, dataDir, uiPort: 0, retentionMs: 3_600_000 })}, port: undefined, environment: process.env, log: ${quiet}`;
    const script = `
      const { startDevServer } = await import(${JSON.stringify(devServerModule)});
      const server = await startDevServer({ ${options} });
      console.log(server.pid);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let pid = NaN;
    cleanups.push(async () => {
      parent.kill('SIGKILL');
      await until(() => !isAlive(pid), 5_000, 'the server of the other process to end');
    });
    const text = await new Promise<string>((resolve) => {
      parent.stdout.once('data', (data) => resolve(String(data)));
      parent.once('exit', () => resolve(''));
    });
    pid = Number.parseInt(text, 10);
    assert.ok(pid > 0, 'the other process did not start its server');
    return { parent, pid };
  }
});

async function describes(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch {
    return false;
  }
}

async function until(
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
  what: string,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `waited ${withinMs} ms in vain for ${what}`);
    await sleep(20);
  }
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return list.trim().split(' ').filter(Boolean).map(Number);
}
