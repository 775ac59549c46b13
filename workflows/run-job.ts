/**
 * The workflow of every job: lanes of chunks until none is left, then one settle, on every road out.
 * The database holds what was found and charged; this workflow only decides what happens next.
 */

import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  continueAsNew,
  defineQuery,
  isCancellation,
  rootCause,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { JobOutcome, JobRef } from '../src/core/job.js';
import type { JobKind } from '../src/core/job-kinds.js';
import { cancelModelBatches, settleJob } from './activities.js';
import { batchLanes } from './batch-lanes.js';
import { crawlLanes, spiderLanes } from './frontier-lanes.js';
import type { Cursor, LaneContext, Lanes } from './lanes.js';
import { answerParked } from './model-work.js';
import { scrapyLanes } from './scrapy-lanes.js';
import { JOB_OUTCOME } from './search-attributes.js';

export interface Summary {
  readonly outcome: JobOutcome;
  readonly succeeded: number;
  readonly failed: number;
}

const LANES_OF: Readonly<Record<JobKind, (context: LaneContext) => Lanes>> = {
  extract: batchLanes,
  batch: batchLanes,
  crawl: crawlLanes,
  spider: spiderLanes,
  scrapy: scrapyLanes,
};

export const progress = defineQuery<Cursor>('progress');

export async function runJob(job: JobRef, from?: Cursor): Promise<Summary> {
  const at: Cursor = from ?? { next: 0, rest: [], succeeded: 0, failed: 0 };
  setHandler(progress, () => at);
  const root = CancellationScope.current();
  const lanes = new CancellationScope({
    cancellable: true,
    timeout: Math.max(1, job.deadlineAt - Date.now()),
  });
  let stopped = false;

  const note: LaneContext['note'] = (got) => {
    at.succeeded += got.succeeded;
    at.failed += got.failed;
    if (got.stop) {
      stopped = true;
      lanes.cancel();
    }
    setCurrentDetails(describe(at, job));
  };
  const work = LANES_OF[job.kind]({
    job,
    at,
    mayGoOn: () => !stopped && !lanes.consideredCancelled && !workflowInfo().continueAsNewSuggested,
    note,
  });
  // allSettled: no lane may be left running when the job is settled.
  const ended = await lanes.run(() => Promise.allSettled(work.lanes.map((start) => start())));
  const isWhole =
    ended.every(({ status }) => status === 'fulfilled') && !stopped && !lanes.consideredCancelled;
  if (job.asyncMode === true && isWhole && !work.unfinished())
    ended.push(...(await lanes.run(() => Promise.allSettled([answerParked(job, note)]))));
  const broken = ended.find((lane) => lane.status === 'rejected' && !isCancellation(lane.reason));

  if (root.consideredCancelled) return end('cancelled', null);
  if (broken?.status === 'rejected')
    return end('failed', rootCause(broken.reason) ?? 'a chunk could not be run');
  if (stopped) return end('completed', null);
  if (lanes.consideredCancelled) return end('deadline', 'the job ran into its deadline');
  if (work.unfinished()) return continueAsNew<typeof runJob>(job, at);
  return end('completed', null);

  /** Settles, whatever is going on around it, and gives the workflow the status that fits. */
  async function end(outcome: JobOutcome, reason: string | null): Promise<Summary> {
    await CancellationScope.nonCancellable(async () => {
      const hasBatches = job.asyncMode === true && outcome !== 'completed';
      const [state] = await Promise.all([
        settleJob({ jobId: job.id, outcome, reason }),
        hasBatches ? cancelModelBatches(job.id).catch(() => undefined) : undefined,
      ]);
      upsertSearchAttributes([{ key: JOB_OUTCOME, value: state ?? outcome }]);
      setCurrentDetails(`${describe(at, job)} Ended: ${state ?? outcome}.`);
    });
    if (outcome === 'cancelled') throw new CancelledFailure('the job was cancelled');
    if (outcome !== 'completed') throw ApplicationFailure.nonRetryable(reason ?? outcome, outcome);
    return { outcome, succeeded: at.succeeded, failed: at.failed };
  }
}

function describe(at: Cursor, job: JobRef): string {
  const done = at.succeeded + at.failed;
  return `${done} of ${job.total} pages done: ${at.succeeded} succeeded, ${at.failed} failed.`;
}
