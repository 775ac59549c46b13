/**
 * A hundred batches and two hundred single extracts at once at two gateways, of which one stands still meanwhile, and the
 * database is killed and started again: none is lost, and each page is charged once.
 */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgres } from '../../cluster/postgres-binaries.js';
import { startCluster, type Cluster } from '../../cluster/start.js';
import { findTemporalServer } from '../../cluster/temporal.js';
import { openAccount, type Account, type BatchAnswer, type Page } from '../../demo/client.js';
import { startClusterSite, type ClusterSite } from '../cluster-site.js';
import { TITLE_AND_HEADING } from '../contestants/holdfast.js';
import { leftOut, type Bench, type Part } from '../part.js';
import { createPatientCalls } from '../patient-calls.js';
import { rounded } from '../stats.js';

const BATCHES = 100;
const URLS = 50;
const EXTRACTS = 200;
const PAGES = BATCHES * URLS + EXTRACTS;
const PAGE_MS = 100;
/** Pages that were asked for when the gateway stands still, and when the database is killed. */
const FROZEN_AFTER = PAGES * 0.1;
const KILLED_AFTER = PAGES * 0.3;
const FROZEN_MS = 20_000;
const POLL_MS = 50;
/** For each call, refusals and repetitions included. */
const ANSWERED_MS = 15 * 60_000;

interface Outage {
  readonly seconds: number;
  readonly answered: number;
  readonly succeeded: number;
  /** Units of the account that are used in the end. */
  readonly used: number;
  /** Of the site: more than there are pages where an attempt was lost with its worker. */
  readonly requests: number;
  readonly refused: Readonly<Record<string, number>>;
}

export const outagePart: Part = {
  name: 'outage',
  run: async (bench) => {
    if (findTemporalServer() === null || findPostgres(process.env['PATH'] ?? '') === null) {
      const needs = 'it needs a PostgreSQL server and what `node scripts/setup.mjs cluster` builds';
      return leftOut(bench, `Outage: ${needs}.`);
    }
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-outage-'));
    chmodSync(folder, 0o711);
    const site = await startClusterSite();
    const settings = { ALLOW_PRIVATE_NETWORKS: site.host, LOG_LEVEL: 'warn', HOST_CONCURRENCY: '64' };
    try {
      const { signal } = bench;
      const cluster = await startCluster({ dataDir: folder, gateways: 2, workers: 3, settings, signal });
      let numbers: Outage;
      try {
        numbers = await measure(bench, site, cluster);
      } finally {
        await cluster.stop();
      }
      return { report: report(numbers), numbers, problems: problemsOf(numbers) };
    } finally {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(bench: Bench, site: ClusterSite, cluster: Cluster): Promise<Outage> {
  const { signal, print } = bench;
  const service = { api: cluster.frontUrl, adminToken: cluster.adminToken };
  const { account, admin, key } = await openAccount(service, { name: 'bench', plan: 'unlimited' }, signal);
  const calls = createPatientCalls(ANSWERED_MS, signal);
  const gateway = (at: number): string => cluster.gatewayUrls[at % cluster.gatewayUrls.length] ?? '';
  const url = (name: string): string => `http://${site.host}/wait/${PAGE_MS}/outage.${name}`;
  const rest = { schema: TITLE_AND_HEADING, options: { no_cache: true } };
  const startedAt = performance.now();
  const asked = [
    ...Array.from({ length: BATCHES }, async (_, at): Promise<readonly boolean[]> => {
      const urls = Array.from({ length: URLS }, (__, page) => url(`${at}.${page}`));
      const body = { urls, ...rest };
      const { results } = await calls.post<BatchAnswer>(`${gateway(at)}/v1/batch`, key, body, `batch-${at}`);
      return results.map(({ status }) => status === 'success');
    }),
    ...Array.from({ length: EXTRACTS }, async (_, at): Promise<readonly boolean[]> => {
      const body = { url: url(`single.${at}`), ...rest };
      const { status } = await calls.post<Page>(`${gateway(at)}/v1/extract`, key, body, `single-${at}`);
      return [status === 'success'];
    }),
  ];
  const answers = Promise.allSettled(asked);
  await Promise.all([harm(site, cluster, bench), answers]);
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const answer of await answers) if (answer.status === 'rejected') print(`  ${String(answer.reason)}\n`);
  const pages = (await answers).flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const { monthly } = await admin.call<Account>('GET', `/admin/accounts/${account.id}`);
  const refused = Object.fromEntries(calls.refused);
  await calls.close();
  const succeeded = pages.filter(Boolean).length;
  const requests = site.requestsFor('outage').length;
  return { seconds, answered: pages.length, succeeded, used: monthly.used, requests, refused };
}

/** Stops the first gateway for a while, and kills the database meanwhile; its supervisor starts it again. */
async function harm(site: ClusterSite, cluster: Cluster, { signal, print }: Bench): Promise<void> {
  const untilAsked = async (pages: number): Promise<void> => {
    while (site.requestsFor('outage').length < pages) await sleep(POLL_MS, undefined, { signal });
  };
  const pidOf = (kind: string): number => cluster.parts().find((part) => part.kind === kind)?.pid ?? NaN;
  await untilAsked(FROZEN_AFTER);
  const frozen = pidOf('gateway');
  process.kill(frozen, 'SIGSTOP');
  print(`  a gateway stands still after ${site.requestsFor('outage').length} requests\n`);
  try {
    const woken = sleep(FROZEN_MS, undefined, { signal });
    woken.catch(() => undefined);
    await Promise.race([untilAsked(KILLED_AFTER), woken]);
    process.kill(pidOf('database'), 'SIGKILL');
    print(`  the database is killed after ${site.requestsFor('outage').length} requests\n`);
    await woken;
  } finally {
    process.kill(frozen, 'SIGCONT');
  }
}

function problemsOf({ answered, succeeded, used }: Outage): string[] {
  return [
    ...(answered === PAGES ? [] : [`${PAGES - answered} of ${PAGES} pages were lost`]),
    ...(succeeded === answered ? [] : [`${answered - succeeded} pages have failed`]),
    ...(used === PAGES ? [] : [`${used} units were charged for ${PAGES} pages`]),
  ];
}

function report({ seconds, answered, succeeded, used, requests, refused }: Outage): string {
  const told = Object.entries(refused).map(([what, count]) => `${count} x ${what}`);
  return `Outage: ${BATCHES} batches of ${URLS} URLs and ${EXTRACTS} extracts at once, 2 gateways and 3 workers; one gateway stood still for
${FROZEN_MS / 1_000} s and PostgreSQL was killed meanwhile. ${answered} of ${PAGES} pages were answered, ${succeeded} of them with data, after ${rounded(seconds, 1)} s;
${used} units were charged, ${requests} requests reached the site. Calls that were asked again: ${told.join(', ') || 'none'}.
`;
}
