/** Jobs that are started at one gateway, run by all workers, and cancelled at the other, while other jobs go on. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../cluster/start.js';
import {
  createClient,
  openAccount,
  type BatchAnswer,
  type CancelAnswer,
  type Client,
} from '../demo/client.js';
import { TITLE_AND_HEADING } from './contestants/holdfast.js';
import type { ClusterSite } from './cluster-site.js';
import type { Bench } from './part.js';
import { createRandom } from './site.js';

const TRIES = 100;
const LANES = 4;
const URLS = 300;
const PAGE_MS = 150;
/** Requests that are there before a cancel, so that the job is under way. */
const UNDER_WAY = 3;
const BACKGROUND_URLS = 200;
const POLL_MS = 5;
const STARTED_WITHIN_MS = 60_000;

export interface Cancels {
  /** Of each try: from the answer to the cancel to the job's last request; 0 when none came after it. */
  readonly lastRequestMs: readonly number[];
  readonly withinSecond: number;
  readonly problems: readonly string[];
}

export async function measureCancels(bench: Bench, site: ClusterSite, cluster: Cluster): Promise<Cancels> {
  const { signal, print } = bench;
  const service = { api: cluster.frontUrl, adminToken: cluster.adminToken };
  const clientsOf = async (): Promise<[Client, Client]> => {
    const { key } = await openAccount(service, { name: 'bench', plan: 'unlimited' }, signal);
    const [a = '', b = ''] = cluster.gatewayUrls;
    return [a, b].map((url) => createClient(url, { 'X-API-Key': key }, signal)) as [Client, Client];
  };
  const done = new AbortController();
  const background = keepBusy(await clientsOf(), site, done.signal);
  const [a, b] = await clientsOf();
  const random = createRandom(7);
  const lastRequestMs: number[] = [];
  const problems: string[] = [];

  const lane = async (number: number): Promise<void> => {
    for (let n = number; n < TRIES; n += LANES) {
      // Either gateway may be the one that started it.
      const [starts, cancels] = n % 2 === 0 ? [a, b] : [b, a];
      const result = await tryOne(starts, cancels, site, `cancel-${n}`, random() * 300);
      if (typeof result === 'number') lastRequestMs.push(result);
      else problems.push(result);
      print(`  cancel ${n}: ${result}\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  } finally {
    done.abort();
    await background;
  }
  return { lastRequestMs, withinSecond: lastRequestMs.filter((ms) => ms <= 1_000).length, problems };
}

/** Milliseconds, or what went wrong. */
async function tryOne(
  starts: Client,
  cancels: Client,
  site: ClusterSite,
  name: string,
  waitMs: number,
): Promise<number | string> {
  const urls = urlsOf(site, PAGE_MS, name, URLS);
  const body = { urls, schema: TITLE_AND_HEADING, options: { no_cache: true } };
  const { jobId, answer } = await starts.open<BatchAnswer>('POST', '/v1/batch', body);
  for (const until = Date.now() + STARTED_WITHIN_MS; site.requestsFor(name).length < UNDER_WAY;) {
    if (Date.now() > until) return `${name} did not start within ${STARTED_WITHIN_MS / 1_000} s`;
    await sleep(POLL_MS);
  }
  await sleep(waitMs);
  await cancels.call<CancelAnswer>('DELETE', `/v1/jobs/${jobId}`);
  const cancelledAt = Date.now();
  await answer;
  const requests = site.requestsFor(name);
  if (requests.length >= URLS) return `${name} was over before its cancel`;
  return Math.max(0, (requests.at(-1) ?? 0) - cancelledAt);
}

/** Two batches at a time, one at each gateway, until told otherwise. */
async function keepBusy(clients: readonly Client[], site: ClusterSite, signal: AbortSignal): Promise<void> {
  await Promise.all(
    clients.map(async (client, at) => {
      for (let n = 0; !signal.aborted; n += 1) {
        const urls = urlsOf(site, 20, `busy-${at}-${n}`, BACKGROUND_URLS);
        const body = { urls, schema: TITLE_AND_HEADING, options: { no_cache: true } };
        await client.call<BatchAnswer>('POST', '/v1/batch', body);
      }
    }),
  );
}

function urlsOf({ host }: ClusterSite, waitMs: number, name: string, count: number): string[] {
  return Array.from({ length: count }, (_, page) => `http://${host}/wait/${waitMs}/${name}.${page}`);
}
