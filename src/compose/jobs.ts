/** Jobs of every kind: accepted, read, waited for, cancelled; ended, and looked after when nobody else does. */

import { createJobActivities } from '../../activities/index.js';
import { createCancelJob } from '../app/cancel-job.js';
import { createCheckSchedules } from '../app/check-schedules.js';
import { createReadCrawlReport } from '../app/crawl-report.js';
import { createCheckBacklog } from '../app/backlog.js';
import type { App } from '../app/index.js';
import { createListJobs } from '../app/list-jobs.js';
import { createOwnJob } from '../app/own-job.js';
import { createReadDocuments, createReadUnread } from '../app/read-documents.js';
import { createCountWaiting, createReadResults } from '../app/read-results.js';
import type { ModelBatchWork } from '../app/model-batches/index.js';
import { createReconcile } from '../app/reconcile.js';
import { createSettleJob } from '../app/settle-job.js';
import { createSubmitJob } from '../app/submit-job.js';
import { createWaitForJob } from '../app/wait-for-job.js';
import type { Base, WorkBase } from './base.js';

export function composeJobsApp(base: Base) {
  const { config, store, temporal, metrics, jobWatch, room, log, now, atFailpoint } = base;
  const { runner } = temporal;
  const starting = { ...runner, start: atFailpoint({ before: 'in-submit' }, runner.start) };
  const checkBacklog = createCheckBacklog({
    store,
    maxOpenJobs: config.maxOpenJobs,
    onRefused: () => metrics.onRefused('open_jobs'),
  });
  const ownJob = createOwnJob({ store, now });
  return {
    submitJob: createSubmitJob({
      ...{ store, runner: starting, now, log, room, checkBacklog },
      jobDeadlineMs: config.jobDeadlineMs,
      maxOpenJobs: config.maxOpenJobsPerAccount,
      onBacklog: () => metrics.onRefused('open_jobs_of_account'),
    }),
    ownJob,
    cancelJob: createCancelJob({ ownJob, store, runner, onCancelling: jobWatch.noteOver, log }),
    listJobs: createListJobs({ store, now }),
    readResults: createReadResults(store),
    readDocuments: createReadDocuments(store),
    readUnread: createReadUnread(store),
    countWaiting: createCountWaiting(store),
    readCrawlReport: createReadCrawlReport(store),
    waitForJob: createWaitForJob({ store, runner, log }),
  };
}

export function composeJobs(base: WorkBase, { schedules }: App, cancelBatches: ModelBatchWork['cancel']) {
  const { config, store, temporal, metrics, log, now, tellDeliveries, atFailpoint } = base;
  const { retentionMs, resultCacheEntries: cacheEntries } = config;
  const settle = atFailpoint({ after: 'in-settle' }, store.jobs.settle);
  const settleJob = createSettleJob({
    store: { ...store, jobs: { ...store.jobs, settle } },
    now,
    tellDeliveries,
    retentionMs,
    log,
    onSettled: metrics.onSettled,
  });
  const checkSchedules = createCheckSchedules({ store, scheduler: temporal.scheduler, now, log });
  const reconcile = createReconcile({
    store,
    runner: temporal.runner,
    settleJob,
    now,
    retentionMs,
    cacheEntries,
    cancelBatches,
    applySchedules: async () => {
      await checkSchedules();
      await schedules.catchUp();
    },
    log,
  });
  return { activities: createJobActivities({ settleJob, reconcile }) };
}
