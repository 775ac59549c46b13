/** Spiders: who may be run, when, and the processes that they run in. */

import { join } from 'node:path';
import { createSpiderActivities } from '../../activities/index.js';
import type { EgressGate } from '../adapters/egress/gate.js';
import { startEgressProxy, type EgressProxy } from '../adapters/egress/proxy.js';
import { createSpiderPool } from '../adapters/spiders/node/pool.js';
import { createScrapyRunner } from '../adapters/spiders/scrapy/runner.js';
import type { App } from '../app/index.js';
import { createJobLog } from '../app/job-log.js';
import { watching } from '../app/job-watch.js';
import { createKnownLinks } from '../app/known-links.js';
import { createReadItems } from '../app/read-items.js';
import { createReadLog } from '../app/read-log.js';
import type { ChunkDeps } from '../app/run-chunk.js';
import { createRunSchedule } from '../app/run-schedule.js';
import { createRunScrapy } from '../app/run-scrapy.js';
import { createRunSpiderChunk } from '../app/run-spider-chunk.js';
import { createSchedulesApp } from '../app/schedules.js';
import { ridingOut } from '../app/ride-out.js';
import { createSeedSpider } from '../app/seed-spider.js';
import { createSpidersApp } from '../app/spiders.js';
import { createStartSpider } from '../app/start-spider-job.js';
import type { SubmitJob } from '../app/submit-job.js';
import { isFinal } from '../core/job.js';
import type { ScrapyRunner } from '../ports/scrapy.js';
import type { Base, WorkBase } from './base.js';
import type { Visits } from './visits.js';

export function composeSpidersApp({ config, store, temporal, log, now }: Base, submitJob: SubmitJob) {
  const schedules = createSchedulesApp({ store, scheduler: temporal.scheduler, now, log });
  return {
    spiders: createSpidersApp({ store, now, onSchedulesGone: schedules.forget }),
    schedules,
    startSpider: createStartSpider({ store, submitJob, maxPages: config.maxCrawlPages }),
    readItems: createReadItems(store),
    readLog: createReadLog(store),
  };
}

export function composeSpiders(base: WorkBase, visits: Visits, chunks: ChunkDeps, app: App) {
  const { config, store, temporal, metrics, log, gate, own, now, openJob, jobWatch, rideOut } = base;
  const { shutdown, room } = base;
  const egressProxy = own(createLazyProxy(gate));
  const options = {
    folder: config.spidersDir,
    memoryMb: config.spiderMemoryMb,
    env: config.environment,
    proxyUrl: egressProxy.url,
  };
  const spiders = own(createSpiderPool(options));
  const stateFolder = join(config.dataDir, 'scrapy');
  const scrapy = createScrapyRunner({ ...options, stateFolder, command: config.scrapyCommand });
  sweepInBackground(scrapy, base);
  const jobLog = createJobLog({ store, now, log });
  const { startSpider } = app;
  const { holds } = chunks;
  const seedSpider = createSeedSpider({ store, openJob, spiders, jobLog });
  const runSpiderChunk = createRunSpiderChunk({
    ...chunks,
    ...visits.robots,
    known: createKnownLinks(),
    visitPage: visits.visitPage,
    onPage: metrics.onPage,
    spiders,
    jobLog,
    seedSpider,
  });
  return {
    activities: createSpiderActivities({
      seedSpider: watching(jobWatch, seedSpider),
      runScrapy: createRunScrapy({ store, openJob, holds, scrapy, jobLog, now, rideOut, shutdown, room }),
      runSpiderChunk: ridingOut(rideOut, runSpiderChunk),
      runSchedule: createRunSchedule({ store, scheduler: temporal.scheduler, startSpider, now }),
    }),
  };
}

/** Removes the folders of jobs that ended while no worker had them; nothing waits for it. */
function sweepInBackground(scrapy: ScrapyRunner, { store, log }: WorkBase): void {
  const isOver = async (jobId: string): Promise<boolean> => {
    const job = await store.jobs.get(jobId);
    return job === null || isFinal(job.state);
  };
  void scrapy
    .sweep(isOver)
    .catch((error: unknown) => log.warn({ err: error }, 'folders of ended jobs are left'));
}

/** Made when the first spider starts: most workers run none. `url` has the login of this worker's spiders in it. */
function createLazyProxy(gate: EgressGate): { url(): Promise<string>; close(): Promise<void> } {
  let started: Promise<{ proxy: EgressProxy; url: string }> | undefined;
  const start = async (): Promise<{ proxy: EgressProxy; url: string }> => {
    const proxy = await startEgressProxy({ gate, trackers: true });
    return { proxy, url: proxy.admitClient().urlWithLogin };
  };
  return {
    url: async () => (await (started ??= start())).url,
    close: async () => (await started)?.proxy.close(),
  };
}
