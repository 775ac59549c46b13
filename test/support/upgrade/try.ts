/**
 * Replaces a deployment under load: `npm run upgrade:try -- --from COMMIT`. A gateway and two workers of that commit run on
 * PostgreSQL and Temporal; a worker and a gateway of this checkout start beside them, and the old ones go one by one,
 * while jobs of four kinds are started and read all the time. Exits with 1 when a job, a page or a unit is lost or
 * doubled, a call is refused, or a process complains of an error. Needs PostgreSQL's `initdb` and `postgres`.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { findFreePort } from '../../../src/free-port.js';
import { createApi } from '../api.js';
import { startPostgres } from '../postgres.js';
import { startRole, type RunningRole } from '../roles.js';
import { FOLLOWS_ALL, spiderFolder } from '../spiders.js';
import { startTemporal } from '../temporal.js';
import { buildCheckout } from './checkout.js';
import { complaintsOf, findFaults } from './check.js';
import { createAccount, KINDS, SPIDER, type KindName } from './jobs.js';
import { startLoad, type Gateway } from './load.js';
import { PAGE_MS, startSlowSite } from './site.js';

const ADMIN_TOKEN = 'a-token-for-tests-only';
/** How long each state of the deployment lasts. */
const STEP_MS = 8_000;

const { values } = parseArgs({ options: { from: { type: 'string' } } });
if (values.from === undefined) throw new Error('Usage: npm run upgrade:try -- --from COMMIT');

const cleanups: (() => unknown)[] = [];
const startedAt = performance.now();
try {
  process.exitCode = (await tryUpgrade(values.from)) ? 0 : 1;
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

async function tryUpgrade(from: string): Promise<boolean> {
  const old = buildCheckout(from);
  cleanups.push(old.remove);
  const database = await startPostgres();
  if (database === null) throw new Error('This machine has no PostgreSQL server binaries.');
  cleanups.push(database.stop);
  const temporal = await startTemporal();
  cleanups.push(temporal.close);
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-upgrade-try-'));
  cleanups.push(() => rmSync(scratch, { recursive: true, force: true }));
  const spiders = spiderFolder();
  cleanups.push(spiders.remove);
  spiders.write(SPIDER, FOLLOWS_ALL);
  const site = await startSlowSite((job) => KINDS[job.split('-')[0] as KindName]?.pages ?? 0);
  cleanups.push(site.close);

  const roles = new Map<string, RunningRole>();
  const start = async (name: string, port = 0): Promise<RunningRole> => {
    const kind = name.includes('gateway') ? 'gateway' : 'worker';
    const env = {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      ADMIN_TOKEN,
      ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
      SPIDERS_DIR: spiders.path,
      CHROMIUM_PATH: '/bin/false',
      DATA_DIR: join(scratch, name.replaceAll(' ', '-')),
      PORT: String(port),
    };
    const role = await startRole(kind, env, name.startsWith('old') ? old.main : undefined);
    cleanups.push(role.kill);
    roles.set(name, role);
    say(`the ${name} is ready`);
    return role;
  };
  const startGateway = async (name: string): Promise<Gateway & { role: RunningRole }> => {
    const port = await findFreePort('127.0.0.1');
    return {
      name,
      role: await start(name, port),
      api: createApi(() => `http://127.0.0.1:${port}`, ADMIN_TOKEN),
    };
  };

  const [oldGateway, ...oldWorkers] = await Promise.all([
    startGateway('old gateway'),
    start('old worker 1'),
    start('old worker 2'),
  ]);
  const account = await createAccount(oldGateway.api);
  const load = startLoad(account, site.url, oldGateway);
  const stop = async (name: string): Promise<void> => {
    const before = performance.now();
    const code = await roles.get(name)?.stop();
    say(`the ${name} has ended with ${code} after ${seconds(before)}`);
    if (code !== 0) load.refused.push(`the ${name} has ended with ${code}`);
  };
  await sleep(STEP_MS);
  await start('new worker');
  await sleep(STEP_MS);
  const newGateway = await startGateway('new gateway');
  load.use([oldGateway, newGateway]);
  await sleep(STEP_MS);
  for (const at of oldWorkers.keys()) {
    await stop(`old worker ${at + 1}`);
    await sleep(STEP_MS);
  }
  // As behind a balancer: no new call goes to the one that is about to stop.
  load.use([newGateway]);
  await sleep(1_000);
  await stop('old gateway');
  await sleep(STEP_MS);
  await load.stop();
  say('no more jobs are started');

  const faults = [...load.refused, ...(await findFaults(newGateway.api, account, load.started))];
  const pages = load.started.reduce((sum, { kind }) => sum + KINDS[kind].pages, 0);
  const count = (name: string): number => load.started.filter(({ through }) => through === name).length;
  const fetched = site.requests.filter(({ path }) => /^\/\w+-\d+\/\d+$/.test(path));
  const again = fetched.length - new Set(fetched.map(({ path }) => path)).size;
  say(
    `${load.started.length} jobs, ${pages} pages of ${PAGE_MS} ms; ${count('old gateway')} jobs through the old gateway`,
  );
  say(`${fetched.length} requests for pages, ${again} of them for a page that had been fetched before`);
  say(
    `longest start of a job ${Math.round(load.slowestMs.start)} ms, longest reading ${Math.round(load.slowestMs.read)} ms`,
  );
  for (const [name, role] of roles) {
    const { complaints, isBad } = complaintsOf(role.output());
    for (const [message, times] of complaints) say(`the ${name} said ${times} times: ${message}`);
    if (isBad) faults.push(`the ${name} complained of an error`);
  }
  for (const fault of faults) say(`FAULT: ${fault}`);
  say(faults.length === 0 ? 'nothing was lost or doubled' : `${faults.length} faults`);
  return faults.length === 0;
}

function say(text: string): void {
  console.log(`${seconds(startedAt).padStart(7)}  ${text}`);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}
