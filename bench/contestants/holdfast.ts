/**
 * Holdfast as its users see it: a service that is up and ready, everything at its default, one POST /v1/batch. A fresh
 * service for each round, so that nothing of it runs while others work. The second batch on it is the one a service that
 * has been up for a while would run: its code is compiled by then.
 */

import { openAccount, type BatchAnswer, type Client, type Page } from '../../demo/client.js';
import { startScratchService } from '../../demo/scratch-service.js';
import { findProblem, type Contestant, type FoundPage, type Measure } from '../contest.js';
import type { ExpectedPage } from '../site.js';
import { watchTree } from '../tree-watch.js';

const DEFAULT_MAX_BATCH = 1_000;

export const TITLE_AND_HEADING = [
  { field: 'page_title', type: 'string', example: 'About us | The Shop' },
  { field: 'heading', type: 'string', example: 'About us' },
];

/** The settings that the benchmark cannot do without. */
export function neededSettings(host: string, pages: number): Record<string, string> {
  return {
    ALLOW_PRIVATE_NETWORKS: host,
    ...(pages > DEFAULT_MAX_BATCH ? { MAX_BATCH_URLS: String(pages) } : {}),
  };
}

/** `run` does the work once; it is measured on a service just started, and again. */
export function createHoldfast(host: string, pages: readonly ExpectedPage[], run = runBatch): Contestant {
  return {
    names: ['Holdfast, just started', 'Holdfast, next batch'],
    run: async (signal) => {
      const service = await startScratchService(signal, neededSettings(host, pages.length));
      try {
        const { client } = await openAccount(service, { name: 'bench' }, signal);
        const first = await run(client, service.pid, host, pages);
        const second = await run(client, service.pid, host, pages);
        return [first, second];
      } finally {
        await service.stop();
      }
    },
  };
}

/** One batch of all pages. */
export function runBatch(
  client: Client,
  pid: number,
  host: string,
  pages: readonly ExpectedPage[],
): Promise<Measure> {
  const urls = pages.map(({ path }) => `http://${host}${path}`);
  const body = { urls, schema: TITLE_AND_HEADING, options: { no_cache: true } };
  return measureCall<BatchAnswer>(client, pid, '/v1/batch', body, ({ results }) =>
    findProblem(host, pages, results.map(foundPage)),
  );
}

/** From the request to the last byte of the answer. */
export function measureCall<T>(
  client: Client,
  pid: number,
  path: string,
  body: object,
  problemOf: (answer: T) => string | null,
): Promise<Measure> {
  return measureWork(pid, () => client.call<T>('POST', path, body), problemOf);
}

/** What `work` takes of the service with that process id; its result is looked at when the clock has stopped. */
export async function measureWork<T>(
  pid: number,
  work: () => Promise<T>,
  problemOf: (result: T) => string | null,
): Promise<Measure> {
  const usage = watchTree(pid);
  try {
    const startedAt = performance.now();
    const result = await work();
    const seconds = (performance.now() - startedAt) / 1000;
    const { cpuSeconds, peak } = usage();
    return {
      seconds,
      cpuSeconds,
      peakBytes: peak?.tree ?? null,
      topPeakBytes: peak?.top ?? null,
      problem: problemOf(result),
    };
  } finally {
    usage();
  }
}

export function foundPage({ url, data }: Page): FoundPage {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return { url, title: text(data?.['page_title']), heading: text(data?.['heading']) };
}
