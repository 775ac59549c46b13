import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApi, type Api } from '../support/api.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { processesNaming } from '../support/processes.js';
import { ROOT } from '../support/root.js';
import { spawnService } from '../support/service.js';
import type { Vendor } from '../support/vendor/index.js';
import { unpack } from '../support/versions/archive.js';
import {
  ADMIN_TOKEN,
  PAGES,
  scenarioEnv,
  startScenarioSite,
  startScenarioVendor,
  type JobName,
  type Kept,
} from '../support/versions/scenario.js';
import { waitFor } from '../support/wait.js';

const VERSIONS = join(ROOT, 'test', 'fixtures', 'versions');
const READY_MS = 120_000;
const ENDED_MS = 90_000;

/** Data of each released version, killed in the midst of its jobs: see test/support/versions/make.ts. */
for (const version of readdirSync(VERSIONS)) {
  for (const database of ['pglite', 'postgres'] as const) {
    describe(`the data of ${version} on ${database}`, function () {
      this.timeout(240_000);
      let parent: string;
      let server: TestPostgres | null = null;
      let site: { close(): Promise<void> };
      let vendor: Vendor;

      before(async function () {
        if (database === 'postgres' && (server = await startPostgres()) === null) {
          console.log('      this machine has no PostgreSQL server binaries: skipped');
          return this.skip();
        }
        parent = mkdtempSync(join(tmpdir(), 'holdfast-upgrade-'));
        vendor = await startScenarioVendor();
        site = await startScenarioSite();
        await unpack(join(VERSIONS, version, `${database}.tar.br`), join(parent, 'data'));
      });
      after(async () => {
        await site?.close();
        await vendor?.close();
        await server?.stop();
        if (parent === undefined) return;
        assert.deepEqual(processesNaming(parent), [], 'nothing is left running');
        rmSync(parent, { recursive: true, force: true });
      });

      it('opens, is upgraded, and its running jobs end exact', async () => {
        const dataDir = join(parent, 'data');
        if (server !== null) await load(server.url, readFileSync(join(dataDir, 'dump.sql'), 'utf8'));
        const kept = JSON.parse(readFileSync(join(VERSIONS, version, `${database}.json`), 'utf8')) as Kept;
        await withService(dataDir, async (api) => {
          for (const name of Object.keys(PAGES) as JobName[]) await assertExact(api, kept, name);
        });
      });

      async function withService(dataDir: string, act: (api: Api) => Promise<void>): Promise<void> {
        const env = scenarioEnv(dataDir, vendor);
        const child = spawnService(server === null ? env : { ...env, DATABASE_URL: server.url });
        const exited = once(child, 'exit');
        let printed = '';
        for (const stream of [child.stdout, child.stderr])
          stream?.on('data', (text) => (printed += String(text)));
        const address = (): string =>
          (JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')) as { api: string }).api;
        try {
          const isReady = async (): Promise<boolean> => {
            if (child.exitCode !== null) throw new Error('the service has ended');
            try {
              return (await fetch(`${address()}/readyz`)).status === 200;
            } catch {
              return false; // not listening yet
            }
          };
          await waitFor('the service to be ready', isReady, READY_MS);
          await act(createApi(address, ADMIN_TOKEN));
          child.kill('SIGTERM');
          assert.deepEqual(await exited, [0, null]);
        } catch (error) {
          child.kill('SIGKILL');
          await exited;
          throw new Error(`with the service's output:\n${printed}`, { cause: error });
        }
      }
    });
  }
}

/** Every page has one outcome and is charged once, and the ledger says the same. */
async function assertExact(api: Api, { account, jobs }: Kept, name: JobName): Promise<void> {
  const pages = PAGES[name];
  const job = await waitFor(
    `the end of ${name}`,
    async () => {
      const { status, body } = await api.get(account.key, `/v1/jobs/${jobs[name]}?limit=1000`);
      assert.equal(status, 200, JSON.stringify(body));
      return !['queued', 'running'].includes(body.status as string) && body;
    },
    ENDED_MS,
  );
  assert.equal(job.status, 'completed');
  assert.deepEqual(
    job.results.map((page: any) => [page.status, page.data.title]).sort(),
    Array.from({ length: pages }, (_, n) => ['success', `${name} ${n}`]),
  );
  if (name === 'asked')
    for (const page of job.results) assert.match(page.data.guaranteePeriod, /^\d years and a day$/);
  assert.deepEqual(job.units, { reserved: pages, charged: pages });
  const entries = (await api.ledger(account.id)).filter((entry) => entry.job_id === jobs[name]);
  assert.deepEqual(
    entries.map(({ kind, units }) => `${kind} ${units}`),
    [`reserve ${pages}`],
  );
}

/** On a connection of its own, because a dump empties the search path. */
async function load(url: string, dump: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(dump);
  } finally {
    await client.end();
  }
}
