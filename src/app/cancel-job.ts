/** Cancelling a job from any connection. The database decides whether there was anything to cancel. */

import { isFinal, type Job } from '../core/job.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store/index.js';
import type { Ownership, OwnJob, Scope } from './own-job.js';

/** The answer does not wait longer than this for Temporal; a cancel that did not arrive is sent again. */
const SEND_TIMEOUT_MS = 500;
const RESEND_MS = [1_000, 3_000, 10_000];

/** What became of the wish. `finished`: there was nothing left to cancel. */
export type Cancellation =
  | { readonly kind: 'cancelling'; readonly job: Job }
  | { readonly kind: 'finished'; readonly job: Job }
  | Exclude<Ownership, { readonly kind: 'own' }>;

export type CancelJob = (scope: Scope, jobId: string) => Promise<Cancellation>;

export interface CancelDeps {
  readonly ownJob: OwnJob;
  readonly store: Pick<Store, 'jobs'>;
  readonly runner: Pick<Runner, 'cancel'>;
  /** Told of a job that is being cancelled: its work in this process stops. */
  readonly onCancelling: (jobId: string) => void;
  readonly log: Log;
}

export function createCancelJob(deps: CancelDeps): CancelJob {
  return async (scope, jobId) => {
    const found = await deps.ownJob(scope, jobId);
    if (found.kind !== 'own') return found;
    if (isFinal(found.job.state)) return { kind: 'finished', job: found.job };

    const job = await deps.store.jobs.requestCancel(found.job.id);
    if (job === null) return { kind: 'unknown' };
    if (isFinal(job.state)) return { kind: 'finished', job };
    const sent = send(deps, job.id, RESEND_MS);
    await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, SEND_TIMEOUT_MS).unref())]);
    // After Temporal has been told, so that the workflow of a job whose work ends knows why.
    deps.onCancelling(job.id);
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
