/**
 * A deployment of processes: how much more three workers do than one, and how soon a job that runs on all of them ends
 * when it is cancelled at another gateway.
 */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../cluster/postgres-binaries.js';
import { startCluster, type Cluster } from '../../cluster/start.js';
import { findTemporalServer } from '../../cluster/temporal.js';
import { createClient, openAccount, type BatchAnswer, type Client } from '../../demo/client.js';
import { renderTable } from '../../demo/table.js';
import { measureCancels, type Cancels } from '../cluster-cancels.js';
import { startClusterSite, type ClusterSite } from '../cluster-site.js';
import { TITLE_AND_HEADING } from '../contestants/holdfast.js';
import { leftOut, type Bench, type Part } from '../part.js';
import { rounded } from '../stats.js';

const WAIT_MS = 500;
const WAITING_PAGES = 480;
const LARGE_PAGES = 480;
/** As many batches at a time, spread over the gateways. */
const BATCHES = 6;

interface Rates {
  /** Pages per second. */
  readonly waiting: number;
  readonly large: number;
}

export const clusterPart: Part = {
  name: 'cluster',
  run: async (bench) => {
    if (findTemporalServer() === null || findPostgres(process.env['PATH'] ?? '') === null) {
      const needs = 'it needs a PostgreSQL server and what `node scripts/setup.mjs cluster` builds';
      return leftOut(bench, `Cluster: ${needs}.`);
    }
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-cluster-'));
    chmodSync(folder, 0o711);
    const site = await startClusterSite();
    try {
      const one = await withCluster(bench, folder, site, 1, 1, (cluster) =>
        rates(bench, site, cluster, 'one'),
      );
      const { three, cancels } = await withCluster(bench, folder, site, 2, 3, async (cluster) => ({
        three: await rates(bench, site, cluster, 'three'),
        cancels: await measureCancels(bench, site, cluster),
      }));
      return {
        report: report(one, three, cancels),
        numbers: { one, three, cancels },
        problems: cancels.problems,
      };
    } finally {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function report(one: Rates, three: Rates, { lastRequestMs, withinSecond }: Cancels): string {
  const row = (name: string, a: number, b: number) => [name, rounded(a, 1), rounded(b, 1), rounded(b / a, 2)];
  const sorted = [...lastRequestMs].sort((a, b) => a - b);
  const at = (share: number): string =>
    rounded(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN, 0) ?? '-';
  return `Cluster: PostgreSQL, Temporal, gateways and workers of docker-compose.yml as processes, all on this machine. Pages
per second of ${BATCHES} batches at a time, ${WAITING_PAGES} pages that wait ${WAIT_MS} ms and ${LARGE_PAGES} long ones.

${renderTable(
  ['', '1 gateway, 1 worker', '2 gateways, 3 workers', 'x'],
  [row('pages that wait', one.waiting, three.waiting), row('long pages', one.large, three.large)],
)}
Cancelled at the other gateway while all workers are busy: ${withinSecond} of ${sorted.length} jobs sent their last request within a
second of the cancel; ${at(0.5)} ms in the middle, ${at(0.99)} ms at the 99th percentile, ${at(1)} ms at the most.
`;
}

async function withCluster<T>(
  { signal, print }: Bench,
  folder: string,
  { host }: ClusterSite,
  gateways: number,
  workers: number,
  work: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  print(`Cluster of ${gateways} gateways and ${workers} workers\n`);
  const settings = { ALLOW_PRIVATE_NETWORKS: host, LOG_LEVEL: 'warn' };
  const cluster = await startCluster({ dataDir: folder, gateways, workers, settings, signal });
  try {
    return await work(cluster);
  } finally {
    await cluster.stop();
  }
}

async function rates(
  { signal, print }: Bench,
  site: ClusterSite,
  cluster: Cluster,
  name: string,
): Promise<Rates> {
  const service = { api: cluster.frontUrl, adminToken: cluster.adminToken };
  const { key } = await openAccount(service, { name: 'bench', plan: 'unlimited' }, signal);
  const clients = cluster.gatewayUrls.map((url) => createClient(url, { 'X-API-Key': key }, signal));
  const rate = async (path: string, pages: number, prefix: string): Promise<number> => {
    // Code is compiled and connections are open after the first.
    await batches(clients, site, path, pages / 4, `${name}-${prefix}-warm`);
    const seconds = await batches(clients, site, path, pages, `${name}-${prefix}`);
    print(`  ${prefix}: ${rounded(pages / seconds, 1)} pages/s\n`);
    return pages / seconds;
  };
  return {
    waiting: await rate(`/wait/${WAIT_MS}`, WAITING_PAGES, 'waiting'),
    large: await rate('/large', LARGE_PAGES, 'large'),
  };
}

/** Seconds until every batch is answered. Rejects when a page has failed. */
async function batches(
  clients: readonly Client[],
  { host }: ClusterSite,
  path: string,
  pages: number,
  prefix: string,
): Promise<number> {
  const startedAt = performance.now();
  const answers = await Promise.all(
    Array.from({ length: BATCHES }, (_, batch) => {
      const urls = Array.from(
        { length: pages / BATCHES },
        (_, page) => `http://${host}${path}/${prefix}.${batch}.${page}`,
      );
      const body = { urls, schema: TITLE_AND_HEADING, options: { no_cache: true } };
      return (clients[batch % clients.length] as Client).call<BatchAnswer>('POST', '/v1/batch', body);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const failed = answers.flatMap(({ results }) => results).find(({ status }) => status !== 'success');
  if (failed !== undefined) throw new Error(`${failed.url} failed: ${JSON.stringify(failed.error)}`);
  return seconds;
}
