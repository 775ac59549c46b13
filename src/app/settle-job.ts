/** Ends a job: final state, refund of what did not run, finish time. The one way out for every job. */

import type { FinalState, JobOutcome } from '../core/job.js';
import { isFinal } from '../core/job.js';
import type { Store } from '../ports/store.js';

export interface Settlement {
  readonly jobId: string;
  readonly outcome: JobOutcome;
  readonly reason: string | null;
}

/** Resolves with the state the job ended in; null when there is no such job. Safe to repeat. */
export type SettleJob = (settlement: Settlement) => Promise<FinalState | null>;

export interface SettleDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly retentionMs: number;
  /** Told once per call which state the job is in now. */
  readonly onSettled: (state: FinalState, kind: string) => void;
}

export function createSettleJob(deps: SettleDeps): SettleJob {
  return async ({ jobId, outcome, reason }) => {
    const now = deps.now();
    const expiresAt = new Date(now.getTime() + deps.retentionMs);
    const job = await deps.store.jobs.settle(jobId, outcome, reason, now, expiresAt);
    if (job === null || !isFinal(job.state)) return null;
    deps.onSettled(job.state, job.kind);
    return job.state;
  };
}
