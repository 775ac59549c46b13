/**
 * What the workflows of all kinds of jobs do: lanes of chunks until none is left, then one settle, on every road out.
 * The database holds what was found and charged; the workflow only decides what happens next.
 */

import {
  CancellationScope,
  CancelledFailure,
  continueAsNew,
  defineQuery,
  isCancellation,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { factsOf } from '../src/core/job-kinds.js';
import { addErrors, countsOf, describeProgress } from '../src/core/job-progress.js';
import { deadlineOf, type JobOutcome, type JobRef } from '../src/core/job.js';
import { cancelModelBatches, settleJob } from './activities.js';
import { jobFailure, whyBroken, whyLate, type Reason } from './failures.js';
import type { Cursor, LaneContext, Lanes } from './lanes.js';
import { answerParked } from './model-work.js';
import { JOB_OUTCOME } from './search-attributes.js';

export interface Summary {
  readonly outcome: JobOutcome;
  readonly succeeded: number;
  readonly failed: number;
}

export type JobWorkflow = (job: JobRef, from?: Cursor) => Promise<Summary>;

export const progress = defineQuery<Cursor>('progress');

/** Rejects as Temporal wants it: cancelled, or failed with what a person can do about it. */
export async function runLanes(
  job: JobRef,
  from: Cursor | undefined,
  lanesOf: (context: LaneContext) => Lanes,
): Promise<Summary> {
  const at: Cursor = from ?? {
    next: 0,
    rest: [],
    succeeded: 0,
    failed: 0,
    since: workflowInfo().startTime.toISOString(),
  };
  const deadlineAt = deadlineOf(job);
  const show = (phase: string): void => setCurrentDetails(describeProgress(job, at, phase, new Date()));
  setHandler(progress, () => at);
  show('Running');
  const root = CancellationScope.current();
  const lanes = new CancellationScope({
    cancellable: true,
    timeout: Math.max(1, deadlineAt - Date.now()),
  });
  let stopped = false;

  const note: LaneContext['note'] = (got) => {
    at.succeeded += got.succeeded;
    at.failed += got.failed;
    at.errors = addErrors(at.errors, got.errors, new Date());
    if (got.stop) {
      stopped = true;
      lanes.cancel();
    }
    show('Running');
  };
  const work = lanesOf({
    job,
    at,
    mayGoOn: () => !stopped && !lanes.consideredCancelled && !workflowInfo().continueAsNewSuggested,
    note,
  });
  // allSettled: no lane may be left running when the job is settled.
  const ended = await lanes.run(() => Promise.allSettled(work.lanes.map((start) => start())));
  const isWhole =
    ended.every(({ status }) => status === 'fulfilled') && !stopped && !lanes.consideredCancelled;
  if (job.asyncMode === true && isWhole && !work.unfinished()) {
    show("All pages are fetched; questions wait for the model's batch");
    ended.push(...(await lanes.run(() => Promise.allSettled([answerParked(job, note)]))));
  }
  const broken = ended.find((lane) => lane.status === 'rejected' && !isCancellation(lane.reason));

  if (root.consideredCancelled) return end('cancelled', null);
  if (broken?.status === 'rejected') return end('failed', whyBroken(broken.reason));
  if (stopped) return end('completed', null);
  if (lanes.consideredCancelled) return end('deadline', whyLate(deadlineAt));
  if (work.unfinished()) return continueAsNew<JobWorkflow>(job, at);
  return end('completed', null);

  /** Settles, whatever is going on around it, and gives the workflow the status that fits. */
  async function end(outcome: JobOutcome, reason: Reason | null): Promise<Summary> {
    await CancellationScope.nonCancellable(async () => {
      const hasBatches = job.asyncMode === true && outcome !== 'completed';
      const [state] = await Promise.all([
        settleJob({ jobId: job.id, outcome, reason: reason?.text ?? null }),
        hasBatches ? cancelModelBatches(job.id).catch(() => undefined) : undefined,
      ]);
      upsertSearchAttributes([{ key: JOB_OUTCOME, value: state ?? outcome }]);
      show(`Ended: ${state ?? outcome}, ${refunded(job, outcome)}`);
    });
    // Temporal keeps no message of a cancel: its details say how far the job came.
    if (outcome === 'cancelled') throw new CancelledFailure('the job was cancelled');
    if (reason !== null)
      throw jobFailure(outcome, reason, `${countsOf(job, at)}; ${refunded(job, outcome)}.`);
    return { outcome, succeeded: at.succeeded, failed: at.failed };
  }
}

function refunded(job: JobRef, outcome: JobOutcome): string {
  const isRefunded = outcome !== 'cancelled' || factsOf(job.kind).refundsUnrunWhenCancelled;
  return `what did not run is ${isRefunded ? '' : 'not '}refunded`;
}
