/** Ends a job: final state, refund of what did not run, finish time. The one way out for every job. */

import { type FinalState, type Job, type JobOutcome, isFinal } from '../core/job.js';
import { spiderOf } from '../core/job-spec.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store/index.js';
import { factsOf } from '../core/job-kinds.js';
import type { TellDeliveries } from './tell-deliveries.js';
import { hasWorkLeft } from './work-left.js';

export interface Settlement {
  readonly jobId: string;
  readonly outcome: JobOutcome;
  readonly reason: string | null;
}

/**
 * Resolves with the state the job ended in; null when there is no such job, or when its workflow takes it for complete and
 * the database does not: then it stays as it is, and the reconciler starts it again. Safe to repeat.
 */
export type SettleJob = (settlement: Settlement) => Promise<FinalState | null>;

export interface SettleDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly tellDeliveries: TellDeliveries;
  readonly retentionMs: number;
  readonly log: Log;
  /** Told once per call which state the job is in now. */
  readonly onSettled: (state: FinalState, kind: string) => void;
}

export function createSettleJob(deps: SettleDeps): SettleJob {
  return async ({ jobId, outcome, reason }) => {
    const now = deps.now();
    const completed = outcome === 'completed' ? await deps.store.jobs.get(jobId) : null;
    if (completed !== null && (await hasWorkLeft(deps.store, completed))) {
      deps.log.warn({ job: jobId }, 'the workflow of the job has ended before all its pages were stored');
      return null;
    }
    const limit = completed === null ? null : await unaskedLimit(deps.store, completed);
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
async function unaskedLimit(store: Store, job: Job): Promise<string | null> {
  if (!factsOf(job.kind).failsAtUnaskedLimit) return null;
  if (spiderOf(job.spec)?.limited !== false) return null;
  if ((await store.frontier.countWaiting(job.id)) === 0) return null;
  return pageLimitReached(job.total);
}

/** `most`: the pages that the job could reserve. */
export function pageLimitReached(most: number): string {
  return (
    `The spider reached the limit of ${most} pages with more to visit: ` +
    'set CLOSESPIDER_PAGECOUNT in its settings, or raise MAX_CRAWL_PAGES or the units of the account.'
  );
}
