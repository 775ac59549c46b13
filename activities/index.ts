/** What the workflows call. Each activity is thin: Temporal's context in, a use case out. */

import type { DeliverDue } from '../src/app/deliver-due.js';
import type { Reconcile } from '../src/app/reconcile.js';
import type { ModelBatchWork } from '../src/app/model-batches.js';
import type { ReadSitemaps } from '../src/app/read-sitemaps.js';
import type { RunChunk } from '../src/app/run-chunk.js';
import type { RunCrawlChunk } from '../src/app/run-crawl-chunk.js';
import type { RunSchedule } from '../src/app/run-schedule.js';
import type { RunScrapy } from '../src/app/run-scrapy.js';
import type { RunSpiderChunk } from '../src/app/run-spider-chunk.js';
import type { SeedSpider } from '../src/app/seed-spider.js';
import type { SettleJob } from '../src/app/settle-job.js';
import { createFrontierChunk } from './frontier-chunk.js';
import { underHeartbeat } from './heartbeat.js';
import { createModelBatchActivities } from './model-batches.js';
import { createScrapeChunk } from './scrape-chunk.js';

export interface ActivityDeps {
  readonly runChunk: RunChunk;
  readonly runCrawlChunk: RunCrawlChunk;
  readonly seedSpider: SeedSpider;
  readonly runSpiderChunk: RunSpiderChunk;
  readonly runScrapy: RunScrapy;
  readonly runSchedule: RunSchedule;
  readonly readSitemaps: ReadSitemaps;
  readonly deliverDue: DeliverDue;
  readonly settleJob: SettleJob;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
  readonly reconcile: Reconcile;
  /** `pollMs`: between looks at a vendor's batch. */
  readonly modelBatches: { readonly work: ModelBatchWork; readonly pollMs: number };
}

export function createActivities(deps: ActivityDeps) {
  return {
    scrapeChunk: createScrapeChunk(deps.runChunk),
    crawlChunk: createFrontierChunk(deps.runCrawlChunk),
    readSitemaps: ({ jobId }: { jobId: string }) =>
      underHeartbeat((signal) => deps.readSitemaps(jobId, signal)),
    seedSpider: ({ jobId }: { jobId: string }) => underHeartbeat((signal) => deps.seedSpider(jobId, signal)),
    runScrapy: ({ jobId }: { jobId: string }) => underHeartbeat((signal) => deps.runScrapy(jobId, signal)),
    spiderChunk: createFrontierChunk(deps.runSpiderChunk),
    deliverDue: ({ jobId }: { jobId: string }) =>
      underHeartbeat((signal) => deps.deliverDue(jobId, AbortSignal.any([signal, deps.shutdown]))),
    startScheduledJob: deps.runSchedule,
    settleJob: deps.settleJob,
    reconcileJobs: deps.reconcile,
    ...createModelBatchActivities(deps.modelBatches.work, deps.modelBatches.pollMs),
  };
}

export type Activities = ReturnType<typeof createActivities>;
