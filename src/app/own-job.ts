/** Whose job it is: the one decision behind reading and cancelling. Each API says in its own words what it refuses. */

import type { Account } from '../core/account.js';
import type { DialectName } from '../core/dialect.js';
import { isJobId, UUID, type Job } from '../core/job.js';
import type { Store } from '../ports/store/index.js';

/** Who asks, and through which API. A job that was made through another API is unknown to this one. */
export interface Scope {
  readonly account: Account;
  readonly dialect: DialectName;
}

export type Ownership =
  | { readonly kind: 'own'; readonly job: Job }
  /** It is another account's. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown' }
  /** It is the account's own, and its results are no longer kept. */
  | { readonly kind: 'expired'; readonly job: Job };

/** `jobId` is what the caller sent, in any form. Never refuses. */
export type OwnJob = (scope: Scope, jobId: string) => Promise<Ownership>;

export interface OwnJobDeps {
  readonly store: Pick<Store, 'jobs'>;
  readonly now: () => Date;
}

export function createOwnJob({ store, now }: OwnJobDeps): OwnJob {
  return async ({ account, dialect }, jobId) => {
    // UUIDs are stored in lower case.
    const id = UUID.test(jobId) ? jobId.toLowerCase() : jobId;
    const job = isJobId(id) ? await store.jobs.get(id) : null;
    if (job === null || job.dialect !== dialect) return { kind: 'unknown' };
    if (job.accountId !== account.id) return { kind: 'foreign' };
    const isExpired = job.expiresAt !== null && job.expiresAt <= now();
    return isExpired ? { kind: 'expired', job } : { kind: 'own', job };
  };
}
