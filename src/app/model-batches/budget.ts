/** A job's tokens, as its batches take them: held before a batch is made, and settled page by page as answers come. */

import type { Store } from '../../ports/store/index.js';

export interface BatchBudget {
  /** False, and nothing held, when the job has not so many tokens left. */
  hold(jobId: string, tokens: number): Promise<boolean>;
  /** Gives back what was held and will not be used. */
  release(jobId: string, tokens: number): Promise<void>;
  /** Puts what a call has used in the place of what was held for it. */
  settle(jobId: string, held: number, used: number): Promise<void>;
}

export function createBatchBudget(
  { modelBudget }: Pick<Store, 'modelBudget'>,
  jobTokens: number,
): BatchBudget {
  return {
    hold: (jobId, tokens) => modelBudget.reserveTokens(jobId, tokens, jobTokens),
    release: (jobId, tokens) => modelBudget.addTokens(jobId, -tokens),
    settle: (jobId, held, used) => modelBudget.addTokens(jobId, used - held),
  };
}
