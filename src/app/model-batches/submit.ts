/** Hands a job's questions to the vendor in batches. */

import type { Job } from '../../core/job.js';
import { openExisting } from '../open-job.js';
import { adopt } from './adopt.js';
import { createBatchBudget } from './budget.js';
import type { ModelBatchDeps } from './deps.js';
import { runningBatches } from './parked.js';

/** Of one batch: well below what the vendors take, and what a worker can hold. */
const MOST = { requests: 1_000, chars: 16 * 1024 * 1024 };
/** How long a provider that says that it has no batches is not asked for them, and one that failed for two minutes. */
const NO_BATCHES_MS = 3_600_000;
const FAILING_MS = 600_000;

/** Resolves with false when there is no batch to wait for; see `ModelBatchWork.submit`. */
export function createSubmit(
  deps: ModelBatchDeps,
): (jobId: string, giveUpAt: Date, cancelled: AbortSignal) => Promise<boolean> {
  const { store, ai, now, log } = deps;
  const { modelWork } = store;
  /** Until when no job tries to submit a batch, because the provider takes none. */
  let noBatchesUntil = 0;
  const pause = (forMs: number): void => {
    noBatchesUntil = now().getTime() + forMs;
  };

  /**
   * A batch that could not be submitted in time. Was the vendor never asked to make it, it is over; otherwise it may be
   * there although the vendor said nothing: it is looked for once more when the batches are collected, and by the
   * reconciler.
   */
  const giveUp = async (job: Job, batchNo: number, error: unknown): Promise<void> => {
    log.warn(
      { err: error, job: job.id },
      'a batch could not be submitted to the model provider, its questions are asked one by one',
    );
    pause(FAILING_MS);
    const batch = (await modelWork.batches(job.id)).find((each) => each.batchNo === batchNo);
    if (batch?.triedAt === null) await modelWork.note(job.id, batchNo, { ended: true });
  };

  return async (jobId, giveUpAt, cancelled) => {
    const job = await openExisting(deps.openJob, jobId);
    if (ai === null) return false;
    const budget = createBatchBudget(store, ai.jobTokens);
    await modelWork.plan(jobId, MOST);
    for (const batch of await runningBatches(store, jobId)) {
      if (batch.vendorId !== null) continue;
      try {
        if (batch.triedAt === null && now().getTime() < noBatchesUntil)
          await modelWork.note(jobId, batch.batchNo, { ended: true });
        else await adopt({ ...deps, ai }, budget, job, batch, () => pause(NO_BATCHES_MS), cancelled);
      } catch (error) {
        if (cancelled.aborted || now() < giveUpAt) throw error;
        await giveUp(job, batch.batchNo, error);
      }
    }
    return (await runningBatches(store, jobId)).length > 0;
  };
}
