/** Cancelling a job from any connection. The database decides whether there was anything to cancel. */

import { isFinal, isJobId, type Job } from '../core/job.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store/index.js';
import type { Scope } from './read-job.js';

/** The answer does not wait longer than this for Temporal; a cancel that did not arrive is sent again. */
const SEND_TIMEOUT_MS = 500;
const RESEND_MS = [1_000, 3_000, 10_000];

export type Cancellation =
  | { readonly kind: 'cancelling'; readonly job: Job }
  | { readonly kind: 'finished'; readonly job: Job }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown' };

export type CancelJob = (scope: Scope, jobId: string) => Promise<Cancellation>;

export interface CancelDeps {
  readonly store: Store;
  readonly runner: Runner;
  readonly log: Log;
}

export function createCancelJob(deps: CancelDeps): CancelJob {
  return async ({ account, dialect }, jobId) => {
    const found = isJobId(jobId) ? await deps.store.jobs.get(jobId) : null;
    if (found === null || found.dialect !== dialect) return { kind: 'unknown' };
    if (found.accountId !== account.id) return { kind: 'foreign' };
    if (isFinal(found.state)) return { kind: 'finished', job: found };

    const job = await deps.store.jobs.requestCancel(jobId);
    if (job === null) return { kind: 'unknown' };
    if (isFinal(job.state)) return { kind: 'finished', job };
    const sent = send(deps, jobId, RESEND_MS);
    await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, SEND_TIMEOUT_MS).unref())]);
    return { kind: 'cancelling', job };
  };
}

/** Never rejects: after the last resend the reconciler takes over. */
async function send(deps: CancelDeps, jobId: string, resendMs: readonly number[]): Promise<void> {
  try {
    await deps.runner.cancel(jobId);
  } catch (error) {
    const [waitMs, ...rest] = resendMs;
    deps.log.warn({ err: error, job: jobId }, 'cancel did not reach Temporal, will be sent again');
    if (waitMs !== undefined) setTimeout(() => void send(deps, jobId, rest), waitMs).unref();
  }
}
