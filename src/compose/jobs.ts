/** Jobs of every kind: accepted, read, waited for, cancelled; ended, and looked after when nobody else does. */

import { createJobActivities } from '../../activities/index.js';
import { createCancelJob } from '../app/cancel-job.js';
import type { App } from '../app/index.js';
import type { ModelBatchWork } from '../app/model-batches.js';
import { createReadJob, createReadResults } from '../app/read-job.js';
import { createReconcile } from '../app/reconcile.js';
import { createSettleJob } from '../app/settle-job.js';
import { createSubmitJob } from '../app/submit-job.js';
import { createWaitForJob } from '../app/wait-for-job.js';
import type { Base, WorkBase } from './base.js';

export function composeJobsApp({ config, store, temporal, log, now }: Base) {
  const { runner } = temporal;
  return {
    submitJob: createSubmitJob({ store, runner, now, log, jobDeadlineMs: config.jobDeadlineMs }),
    cancelJob: createCancelJob({ store, runner, log }),
    readJob: createReadJob({ store, now }),
    readResults: createReadResults({ store, now }),
    waitForJob: createWaitForJob({ store, runner, log }),
  };
}

export function composeJobs(base: WorkBase, { schedules }: App, cancelBatches: ModelBatchWork['cancel']) {
  const { config, store, temporal, metrics, log, now, tellDeliveries } = base;
  const { retentionMs, resultCacheEntries: cacheEntries } = config;
  const settleJob = createSettleJob({
    store,
    now,
    tellDeliveries,
    retentionMs,
    onSettled: metrics.onSettled,
  });
  const reconcile = createReconcile({
    store,
    runner: temporal.runner,
    settleJob,
    now,
    retentionMs,
    cacheEntries,
    cancelBatches,
    applySchedules: schedules.catchUp,
    log,
  });
  return { activities: createJobActivities({ settleJob, reconcile }) };
}
