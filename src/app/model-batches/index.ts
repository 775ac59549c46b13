/**
 * The model work of a job with async_mode, when its pages have been fetched: their questions go to the vendor in batches,
 * which may take a day; what a batch leaves unanswered is asked in ordinary calls. Every step may be cut off at any moment
 * and is then done again: what the vendor has accepted is looked for before it is sent a second time, and a page that was
 * answered is left alone.
 */

import { createAnswerLeft } from './answer-left.js';
import { createCancel } from './cancel.js';
import { createCollect } from './collect.js';
import type { ModelBatchDeps } from './deps.js';
import { runningBatches, type Answered, type AnsweredParked } from './parked.js';
import { createSubmit } from './submit.js';

export type { ModelBatchDeps } from './deps.js';
export type { AnsweredParked } from './parked.js';

export interface ModelBatchWork {
  /**
   * Hands the questions of the job to the vendor; false when there is no batch to wait for. Rejects when the vendor fails,
   * and is then to be called again; from `giveUpAt` on a batch that cannot be submitted is given up instead.
   */
  submit(jobId: string, giveUpAt: Date, cancelled: AbortSignal): Promise<boolean>;
  /** Whether all batches of the job have ended. */
  haveEnded(jobId: string, cancelled: AbortSignal): Promise<boolean>;
  /** Stores the answers of the job's batches; those that still run are cancelled first. */
  collect(jobId: string, cancelled: AbortSignal): Promise<Answered>;
  /** Answers parked pages by ordinary calls, for a while. */
  answerLeft(jobId: string, cancelled: AbortSignal): Promise<AnsweredParked>;
  /** Cancels the job's batches at the vendor. */
  cancel(jobId: string, cancelled: AbortSignal): Promise<void>;
}

export function createModelBatchWork(deps: ModelBatchDeps): ModelBatchWork {
  const { store, ai } = deps;
  return {
    submit: createSubmit(deps),
    haveEnded: async (jobId, cancelled) => {
      for (const { vendorId } of await runningBatches(store, jobId))
        if (vendorId !== null && (await ai?.model.batches.state(vendorId, cancelled)) === 'running')
          return false;
      return true;
    },
    collect: createCollect(deps),
    answerLeft: createAnswerLeft(deps),
    cancel: createCancel(deps),
  };
}
