/**
 * What the workflows call, feature by feature. Each activity is thin: Temporal's context in, a use case out.
 */

import type { DeliverDue } from '../src/app/deliver-due.js';
import type { Reconcile } from '../src/app/reconcile.js';
import type { ReadSitemaps } from '../src/app/read-sitemaps.js';
import type { RunChunk } from '../src/app/run-chunk.js';
import type { RunCrawlChunk } from '../src/app/run-crawl-chunk.js';
import type { Firing, RunSchedule } from '../src/app/run-schedule.js';
import type { RunScrapy } from '../src/app/run-scrapy.js';
import type { RunSpiderChunk } from '../src/app/run-spider-chunk.js';
import type { SeedSpider } from '../src/app/seed-spider.js';
import type { Settlement, SettleJob } from '../src/app/settle-job.js';
import { createFrontierChunk } from './frontier-chunk.js';
import { underHeartbeat } from './heartbeat.js';
import { currentHold } from './hold.js';
import type { createModelBatchActivities } from './model-batches.js';
import { createScrapeChunk } from './scrape-chunk.js';

export { createModelBatchActivities } from './model-batches.js';

export function createPageActivities({ runChunk }: { readonly runChunk: RunChunk }) {
  return { scrapeChunk: createScrapeChunk(runChunk) };
}

export interface CrawlDeps {
  readonly runCrawlChunk: RunCrawlChunk;
  readonly readSitemaps: ReadSitemaps;
}

export function createCrawlActivities({ runCrawlChunk, readSitemaps }: CrawlDeps) {
  return {
    crawlChunk: createFrontierChunk(runCrawlChunk),
    readSitemaps: ({ jobId }: OfJob) => underHeartbeat((signal) => readSitemaps(jobId, signal)),
  };
}

export interface SpiderDeps {
  readonly seedSpider: SeedSpider;
  readonly runSpiderChunk: RunSpiderChunk;
  readonly runScrapy: RunScrapy;
  readonly runSchedule: RunSchedule;
}

export function createSpiderActivities({ seedSpider, runSpiderChunk, runScrapy, runSchedule }: SpiderDeps) {
  return {
    seedSpider: ({ jobId }: OfJob) => underHeartbeat((signal) => seedSpider(jobId, signal)),
    spiderChunk: createFrontierChunk(runSpiderChunk),
    runScrapy: ({ jobId }: OfJob) => {
      const hold = currentHold();
      return underHeartbeat((signal) => runScrapy({ jobId, hold }, signal));
    },
    startScheduledJob: (firing: Firing) => underHeartbeat(() => runSchedule(firing)),
  };
}

export interface DeliveryDeps {
  readonly deliverDue: DeliverDue;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
}

export function createDeliveryActivities({ deliverDue, shutdown }: DeliveryDeps) {
  return {
    deliverDue: ({ jobId }: OfJob) =>
      underHeartbeat((signal) => deliverDue(jobId, AbortSignal.any([signal, shutdown]))),
  };
}

export interface JobDeps {
  readonly settleJob: SettleJob;
  readonly reconcile: Reconcile;
}

export function createJobActivities({ settleJob, reconcile }: JobDeps) {
  return {
    settleJob: (settlement: Settlement) => underHeartbeat(() => settleJob(settlement)),
    reconcileJobs: () => underHeartbeat(reconcile),
  };
}

interface OfJob {
  readonly jobId: string;
}

/** All of them: a worker that lacks one does not compile. */
export type Activities = ReturnType<typeof createPageActivities> &
  ReturnType<typeof createCrawlActivities> &
  ReturnType<typeof createSpiderActivities> &
  ReturnType<typeof createModelBatchActivities> &
  ReturnType<typeof createDeliveryActivities> &
  ReturnType<typeof createJobActivities>;
