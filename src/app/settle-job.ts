/** Ends a job: final state, refund of what did not run, finish time. The one way out for every job. */

import { type FinalState, type JobOutcome, isFinal } from '../core/job.js';
import { spiderOf } from '../core/job-spec.js';
import type { Store } from '../ports/store/index.js';
import { factsOf } from '../core/job-kinds.js';
import type { TellDeliveries } from './tell-deliveries.js';

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
  readonly tellDeliveries: TellDeliveries;
  readonly retentionMs: number;
  /** Told once per call which state the job is in now. */
  readonly onSettled: (state: FinalState, kind: string) => void;
}

export function createSettleJob(deps: SettleDeps): SettleJob {
  return async ({ jobId, outcome, reason }) => {
    const now = deps.now();
    const limit = outcome === 'completed' ? await unaskedLimit(deps.store, jobId) : null;
    const expiresAt = new Date(now.getTime() + deps.retentionMs);
    const job = await deps.store.jobs.settle(
      jobId,
      limit === null ? outcome : 'failed',
      limit ?? reason,
      now,
      expiresAt,
    );
    if (job === null || !isFinal(job.state)) return null;
    deps.onSettled(job.state, job.kind);
    deps.tellDeliveries(job);
    return job.state;
  };
}

/** A spider that came to a limit which nobody asked for has not found everything: why, or null when it is not so. */
async function unaskedLimit(store: Store, jobId: string): Promise<string | null> {
  const job = await store.jobs.get(jobId);
  if (job === null || !factsOf(job.kind).failsAtUnaskedLimit) return null;
  if (spiderOf(job.spec)?.limited !== false) return null;
  if ((await store.frontier.countWaiting(jobId)) === 0) return null;
  return pageLimitReached(job.total);
}

/** `most`: the pages that the job could reserve. */
export function pageLimitReached(most: number): string {
  return (
    `The spider reached the limit of ${most} pages with more to visit: ` +
    'set CLOSESPIDER_PAGECOUNT in its settings, or raise MAX_CRAWL_PAGES or the units of the account.'
  );
}
