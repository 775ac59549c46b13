/**
 * Looks after the jobs that no workflow looks after: a start that never reached Temporal, a workflow that was terminated
 * from outside, a cancel that did not arrive, and those of a database and a Temporal that were restored to different
 * moments. Also drops results that are past their time.
 */

import { tombstoneMs } from '../core/disk-parts.js';
import { isFinal, type Job } from '../core/job.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store/index.js';
import { aboutJob } from './job-about.js';
import type { SettleJob } from './settle-job.js';

const PER_READ = 500;
/** Takes the embedded database, which does one thing at a time, some tens of milliseconds. */
const ROWS_PER_PRUNE = 5_000;
/** What is left then goes in the next minute's pass, which waits for the end of this one. */
const PRUNE_MS = 30_000;
const AT_ONCE = 10;
/** A vendor that does not answer must not hold up the others. */
const VENDOR_MS = 20_000;
/** A job younger than this may still be on its way to Temporal. */
const YOUNG_MS = 30_000;

export type Reconcile = () => Promise<void>;

export interface ReconcileDeps {
  readonly store: Store;
  readonly runner: Runner;
  readonly settleJob: SettleJob;
  readonly now: () => Date;
  /** How long results are kept. */
  readonly retentionMs: number;
  /** Most results that are kept for later jobs. */
  readonly cacheEntries: number;
  /** Cancels a job's batches at the model's vendor. */
  readonly cancelBatches: (jobId: string, signal: AbortSignal) => Promise<void>;
  /** Tells Temporal of changed schedules that it has not been told of. */
  readonly applySchedules: () => Promise<void>;
  readonly log: Log;
}

export function createReconcile(deps: ReconcileDeps): Reconcile {
  return async () => {
    const now = deps.now();
    // First what somebody waits for: the rest may take its time, or fail.
    await lookAfterJobs(deps, new Date(now.getTime() - YOUNG_MS));
    await lookAfterDeliveries(deps, new Date(now.getTime() - OVERDUE_MS));
    await deps.applySchedules();
    await cancelAbandoned(deps);
    await prune(deps, now);
  };
}

async function lookAfterJobs(deps: ReconcileDeps, before: Date): Promise<void> {
  for (let after: Job | null = null; ;) {
    const jobs: Job[] = await deps.store.jobs.unsettled(before, after, PER_READ);
    for (let at = 0; at < jobs.length; at += AT_ONCE) {
      await Promise.all(jobs.slice(at, at + AT_ONCE).map((job) => tryToLookAfter(deps, job)));
    }
    after = jobs.at(-1) ?? null;
    if (jobs.length < PER_READ) return;
  }
}

async function prune({ store, retentionMs, cacheEntries }: ReconcileDeps, now: Date): Promise<void> {
  const graceMs = tombstoneMs(retentionMs);
  const pruneUntil = performance.now() + PRUNE_MS;
  while (performance.now() < pruneUntil && (await store.jobs.prune(now, graceMs, ROWS_PER_PRUNE)) > 0);
  await store.resultCache.prune(now, cacheEntries);
  await store.modelWork.prune();
}

/** A delivery that is due for so long was told of in vain. */
const OVERDUE_MS = 60_000;

async function lookAfterDeliveries({ store, runner, log }: ReconcileDeps, before: Date): Promise<void> {
  for (const jobId of await store.deliveries.overdue(before, PER_READ)) {
    try {
      await runner.deliver(jobId, false);
    } catch (error) {
      log.warn({ err: error, job: jobId }, 'deliveries could not be told of, will be tried again');
    }
  }
}

/** Jobs whose workflow ended without telling the vendor: it was terminated, or the vendor did not answer. */
async function cancelAbandoned({ store, cancelBatches, log }: ReconcileDeps): Promise<void> {
  for (const jobId of await store.modelWork.abandoned()) {
    try {
      await cancelBatches(jobId, AbortSignal.timeout(VENDOR_MS));
    } catch (error) {
      log.warn(
        { err: error, job: jobId },
        "a batch could not be cancelled at the model's vendor, will be tried again",
      );
    }
  }
}

/** One job that cannot be looked after must not keep the others from it. */
async function tryToLookAfter(deps: ReconcileDeps, job: Job): Promise<void> {
  try {
    await lookAfter(deps, job);
  } catch (error) {
    deps.log.warn({ err: error, job: job.id }, 'job could not be reconciled, will be tried again');
  }
}

async function lookAfter(deps: ReconcileDeps, job: Job): Promise<void> {
  const run = await deps.runner.describe(job.id);
  if (run === 'running') {
    if (job.state === 'cancelling') await deps.runner.cancel(job.id);
    return;
  }
  // It may have ended by itself since the list was read.
  const current = await deps.store.jobs.get(job.id);
  if (current === null || isFinal(current.state)) return;
  deps.log.warn({ job: job.id, state: current.state, run }, 'job had no running workflow');
  // A workflow that ended so was cancelled by a call that an earlier state of the database may not have.
  if (current.state === 'cancelling' || run === 'cancelled') {
    await deps.settleJob({ jobId: job.id, outcome: 'cancelled', reason: null });
  } else if (run === 'terminated') {
    await deps.settleJob({ jobId: job.id, outcome: 'failed', reason: 'the workflow was ended from outside' });
  } else {
    // Temporal has lost the workflow, or knows of its end while the database, put back to an earlier state, does not.
    // Stored pages are not run again, so starting afresh only does what is left.
    await deps.store.frontier.releaseAll(job.id);
    await deps.runner.startAgain(job, await aboutJob(deps.store, job));
  }
}
