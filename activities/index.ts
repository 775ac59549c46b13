/** What the workflows call. Each activity is thin: Temporal's context in, a use case out. */

import type { Reconcile } from '../src/app/reconcile.js';
import type { ReadSitemaps } from '../src/app/read-sitemaps.js';
import type { RunChunk } from '../src/app/run-chunk.js';
import type { RunCrawlChunk } from '../src/app/run-crawl-chunk.js';
import type { SettleJob } from '../src/app/settle-job.js';
import { createCrawlChunk } from './crawl-chunk.js';
import { underHeartbeat } from './heartbeat.js';
import { createScrapeChunk } from './scrape-chunk.js';

export interface ActivityDeps {
  readonly runChunk: RunChunk;
  readonly runCrawlChunk: RunCrawlChunk;
  readonly readSitemaps: ReadSitemaps;
  readonly settleJob: SettleJob;
  readonly reconcile: Reconcile;
}

export function createActivities(deps: ActivityDeps) {
  return {
    scrapeChunk: createScrapeChunk(deps.runChunk),
    crawlChunk: createCrawlChunk(deps.runCrawlChunk),
    readSitemaps: ({ jobId }: { jobId: string }) =>
      underHeartbeat((signal) => deps.readSitemaps(jobId, signal)),
    settleJob: deps.settleJob,
    reconcileJobs: deps.reconcile,
  };
}

export type Activities = ReturnType<typeof createActivities>;
