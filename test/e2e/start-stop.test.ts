import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TITLE } from '../support/api.js';
import { ON_NODE_20 } from '../support/node-version.js';
import { processesNaming } from '../support/processes.js';
import { serviceEnv, spawnService, startService, type TestService } from '../support/service.js';
import { waitFor } from '../support/wait.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs the command to its end and returns its exit code and what it said on standard error. */
async function run(
  env: Record<string, string>,
  role = 'all',
): Promise<{ code: number | null; said: string }> {
  const child = spawnService(env, role);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe('a start that cannot work says so in one sentence and exits', function () {
  this.timeout(90_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-start-'));
  });
  afterEach(() => {
    assert.deepEqual(processesNaming(folder), []);
    rmSync(folder, { recursive: true, force: true });
  });

  const refused: [name: string, env: Record<string, string>, said: RegExp][] = [
    ['a port that is no number', { PORT: 'eighty' }, /^PORT .+\.\n$/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL .+\.\n$/],
    [
      'a bad allow-list',
      { ALLOW_PRIVATE_NETWORKS: '10.0.0.0/99' },
      /^ALLOW_PRIVATE_NETWORKS .*10\.0\.0\.0\/99.*\n$/,
    ],
    [
      'a database URL of another kind',
      { DATABASE_URL: 'mysql://x' },
      /^DATABASE_URL must start with postgres:\/\/\.\n$/,
    ],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://127.0.0.1:1/x' },
      /^The database does not answer: check DATABASE_URL\.\n$/,
    ],
    [
      'a Temporal that does not answer',
      { TEMPORAL_ADDRESS: '127.0.0.1:1' },
      /^Temporal does not answer at 127\.0\.0\.1:1: check TEMPORAL_ADDRESS\.\n$/,
    ],
    [
      'a Temporal binary that is not there',
      { TEMPORAL_CLI_PATH: '/nowhere/temporal' },
      /^[^\n]*TEMPORAL_CLI_PATH[^\n]*\n$/,
    ],
    ['a Node.js that is too old', ON_NODE_20, /^Holdfast runs on Node\.js 24 and this is 20\.19\.0: .+\n$/],
  ];
  for (const [name, env, said] of refused) {
    it(name, async () => {
      const result = await run({ DATA_DIR: folder, ...env });
      assert.match(result.said, said);
      assert.equal(result.code, 1);
    });
  }

  it('a taken port', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    try {
      const result = await run({ DATA_DIR: folder, PORT: String(port) });
      assert.equal(result.said, `Port ${port} is taken: set PORT to a free one.\n`);
      const far = { TEMPORAL_ADDRESS: '127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none' };
      const worker = await run({ DATA_DIR: folder, ...far, WORKER_PORT: String(port) }, 'worker');
      assert.equal(worker.said, `Port ${port} is taken: set WORKER_PORT to a free one.\n`);
      assert.deepEqual([result.code, worker.code], [1, 1]);
    } finally {
      holder.close();
    }
  });
});

describe('a running service', function () {
  this.timeout(120_000);
  let service: TestService;

  before(async () => {
    service = await startService({}, { fresh: true });
  });
  after(() => service.discard());

  it('keeps its folder to itself', async () => {
    const second = await run({ DATA_DIR: service.dataDir });
    assert.match(second.said, /is in use by another Holdfast \(process \d+\)[^\n]+\n$/);
    assert.equal(second.code, 1);
    assert.equal((await fetch(service.api.url('/readyz'))).status, 200);
  });

  it('prints its addresses, and a demo account on the very first start only', async () => {
    assert.match(service.output(), /API docs +http:\/\/127\.0\.0\.1:\d+\/docs/);
    assert.match(service.output(), /sk_live_[0-9a-f]+/);
    const firstOutput = service.output().length;
    assert.equal(await service.stop(), 0);
    await service.startAgain();
    assert.doesNotMatch(service.output().slice(firstOutput), /sk_live_/);
  });

  it('answers the printed curl with typed values', async () => {
    const [, url] = /curl -s (\S+)/.exec(service.output()) ?? [];
    const [, key] = /X-API-Key: (\S+)'/.exec(service.output()) ?? [];
    const [, body] = /-d '(.+)'/.exec(service.output()) ?? [];
    const { demoSite } = service.runtime();
    const request = JSON.parse(body ?? '') as { url: string };
    const page = { ...request, url: `${demoSite}${new URL(request.url).pathname}` };
    const answer = await service.api.post(key ?? '', new URL(url ?? '').pathname, page);
    assert.deepEqual(answer.body.data, { title: 'Blue kettle', price: 24.9, inStock: true });
  });

  it('is not ready while Temporal is away, and ready again when it is back', async () => {
    const pidFile = join(service.dataDir, 'temporal.pid.json');
    const { pid } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number };
    process.kill(pid, 'SIGSTOP');
    try {
      await waitFor('readiness to go', async () => (await fetch(service.api.url('/readyz'))).status === 503);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await waitFor(
      'readiness to return',
      async () => (await fetch(service.api.url('/readyz'))).status === 200,
    );
  });

  it('leaves nothing running when its main process gets a kill -9, and the next start works', async () => {
    process.kill(service.pid(), 'SIGKILL');
    await waitFor('all of it to end', () => processesNaming(service.dataDir).length === 0, 20_000);
    await service.startAgain();
    const { key } = await service.api.account();
    const url = `${service.runtime().demoSite}/kettles/red.html`;
    const { body } = await service.api.post(key, '/v1/extract', { url, schema: TITLE });
    assert.equal(body.status, 'success');
  });
});

describe('npm start', function () {
  this.timeout(180_000);
  let folder: string;
  let npm: ChildProcess;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-npm-'));
  });
  afterEach(async () => {
    for (const pid of processesNaming(folder)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    npm = spawn('npm', ['start'], {
      cwd: ROOT,
      detached: true,
      stdio: 'ignore',
      env: serviceEnv({ DATA_DIR: folder }),
    });
    await waitFor(
      'npm start to be ready',
      async () => {
        try {
          const { api } = JSON.parse(readFileSync(join(folder, 'runtime.json'), 'utf8')) as { api: string };
          return (await fetch(`${api}/readyz`)).status === 200;
        } catch {
          return false;
        }
      },
      120_000,
    );
  }

  function assertNodeOfNpm(): void {
    const installed = join(ROOT, 'node_modules', '.bin', 'node');
    // Some systems have to bring their own, and only Linux tells what a process runs.
    if (!existsSync(installed) || !existsSync('/proc/self/exe')) return;
    const { pid } = JSON.parse(readFileSync(join(folder, 'runtime.json'), 'utf8')) as { pid: number };
    assert.equal(readlinkSync(`/proc/${pid}/exe`), realpathSync(installed));
  }

  for (const [what, signal] of [
    ['SIGTERM to npm alone', () => npm.kill('SIGTERM')],
    ['SIGINT to the whole group', () => process.kill(-(npm.pid ?? 0), 'SIGINT')],
  ] as const) {
    it(`is stopped whole by ${what}`, async () => {
      await start();
      assertNodeOfNpm();
      assert.equal(statSync(join(folder, 'admin-token')).mode & 0o777, 0o600);
      signal();
      await waitFor('everything to stop', () => processesNaming(folder).length === 0, 60_000);
    });
  }
});
