/**
 * Keeps the data of a version for test/e2e/upgrade.test.ts: `node dist/test/support/versions/make.js NAME [CHECKOUT]`
 * runs the built program of the checkout (this one when none is given), starts the jobs of the scenario, kills it in the
 * midst of them, and writes `test/fixtures/versions/NAME`: its data folder with the embedded database, and again with a
 * PostgreSQL server, whose data is a dump. Needs PostgreSQL's `initdb`, `postgres` and `pg_dump`.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi, type Api } from '../api.js';
import { startPostgres } from '../postgres.js';
import { ROOT } from '../root.js';
import { serviceEnv } from '../service.js';
import { waitFor } from '../wait.js';
import { pack } from './archive.js';
import {
  ADMIN_TOKEN,
  CALLS,
  DONE,
  scenarioEnv,
  startScenarioSite,
  startScenarioVendor,
  type JobName,
  type Kept,
} from './scenario.js';

/** What names processes and folders of this machine. */
const LEFT_OUT = ['lock', 'runtime.json', 'temporal.log', 'temporal.pid.json'];
const READY_MS = 180_000;

const [name, checkout = ROOT] = process.argv.slice(2);
if (name === undefined) throw new Error('usage: make NAME [CHECKOUT]');
const target = join(ROOT, 'test', 'fixtures', 'versions', name);
mkdirSync(target, { recursive: true });

await keep('pglite', null);
const server = await startPostgres();
if (server === null) throw new Error('this machine has no PostgreSQL server binaries');
try {
  await keep('postgres', server.url);
} finally {
  await server.stop();
}

async function keep(database: 'pglite' | 'postgres', databaseUrl: string | null): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'holdfast-version-'));
  const dataDir = join(parent, 'data');
  try {
    const kept = await runHalf(dataDir, databaseUrl);
    if (databaseUrl !== null) writeFileSync(join(dataDir, 'dump.sql'), dump(databaseUrl));
    const file = join(target, `${database}.tar.br`);
    await pack(dataDir, file, LEFT_OUT);
    writeFileSync(join(target, `${database}.json`), `${JSON.stringify(kept, null, 2)}\n`);
    console.log(`${file}: ${Math.round(statSync(file).size / 1_000)} KB`);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Starts the jobs and kills the service when each has got as far as the scenario says. */
async function runHalf(dataDir: string, databaseUrl: string | null): Promise<Kept> {
  const site = await startScenarioSite(DONE);
  const vendor = await startScenarioVendor();
  const isAsked = new Promise<void>((resolve) => {
    vendor.beforeAnswer = (request) => {
      if (request !== 'POST /v1/files') return undefined;
      resolve();
      return new Promise(() => undefined);
    };
  });
  const serve = fileURLToPath(new URL('./serve.js', import.meta.url));
  const child = spawn(process.execPath, [serve, checkout], {
    detached: true,
    cwd: tmpdir(),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: serviceEnv({
      ...scenarioEnv(dataDir, vendor),
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    }),
  });
  const killed = once(child, 'exit');
  try {
    const api = await ready(dataDir);
    const account = await api.account({ plan: 'pro' });
    const jobs: Record<JobName, string> = { batch: '', crawl: '', asked: '' };
    for (const job of Object.keys(CALLS) as JobName[]) jobs[job] = await start(api, account.key, job);
    for (const job of Object.keys(DONE) as (keyof typeof DONE)[])
      await waitFor(`${DONE[job]} pages of ${job}`, async () => {
        const { body } = await api.get(account.key, `/v1/jobs/${jobs[job]}?limit=1000`);
        return body.results.filter((page: any) => page.status === 'success').length === DONE[job];
      });
    await isAsked;
    return { account, jobs };
  } finally {
    process.kill(-(child.pid as number), 'SIGKILL');
    await killed;
    await site.close();
    await vendor.close();
  }
}

async function ready(dataDir: string): Promise<Api> {
  const address = (): string => JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')).api as string;
  const api = createApi(address, ADMIN_TOKEN);
  const isReady = async (): Promise<boolean> => {
    try {
      return (await fetch(api.url('/readyz'))).status === 200;
    } catch {
      return false; // not listening yet
    }
  };
  await waitFor('the service to be ready', isReady, READY_MS);
  return api;
}

/** The job's id is in the head of an answer that never ends. */
async function start(api: Api, key: string, job: JobName): Promise<string> {
  const { path, body } = CALLS[job];
  const response = await fetch(api.url(path), {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  response.text().catch(() => undefined);
  const id = response.headers.get('x-job-id');
  if (id === null) throw new Error(`${job} was answered with ${response.status}`);
  return id;
}

/** As text of plain statements; psql's own commands are left out. */
function dump(databaseUrl: string): string {
  const text = execFileSync('pg_dump', ['--inserts', '--no-owner', databaseUrl], { encoding: 'utf8' });
  return text.replace(/^\\.*\n/gm, '');
}
