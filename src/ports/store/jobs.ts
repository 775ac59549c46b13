/** Jobs in the database. */

import type { Usage } from '../../core/account.js';
import type { DialectName } from '../../core/dialect.js';
import type { Job, JobOutcome, JobStanding, JobState, NewJob, SpiderJob } from '../../core/job.js';

export type Submission =
  | { readonly kind: 'accepted'; readonly job: Job; readonly usage: Usage }
  | { readonly kind: 'duplicate'; readonly job: Job }
  /** The last run of its schedule has not ended. */
  | { readonly kind: 'overlap' }
  | { readonly kind: 'rate_limited'; readonly usage: Usage }
  /** As many jobs of the account are open as may be. */
  | { readonly kind: 'backlog'; readonly open: number }
  | { readonly kind: 'quota_exceeded'; readonly usage: Usage };

export interface SpiderJobFilter {
  /** All states when it is null. */
  readonly states: readonly JobState[] | null;
  readonly spiderId: string | null;
  readonly limit: number;
}

export interface JobQuery {
  /** All of them when null. */
  readonly standing: JobStanding | null;
  readonly limit: number;
  readonly offset: number;
}

export interface JobList {
  readonly jobs: readonly Job[];
  readonly total: number;
}

export interface Jobs {
  /**
   * Counts the call, reserves the units and stores job and pages: all of it or nothing. `maxOpen` is the most jobs of the
   * account that may be open, that is not final; without it there is no bound.
   */
  submit(job: NewJob, now: Date, maxOpen?: number): Promise<Submission>;
  /** Jobs of all accounts that are not final, counted up to `most`. */
  countOpen(most: number): Promise<number>;
  get(id: string): Promise<Job | null>;
  findByIdempotencyKey(accountId: string, key: string): Promise<Job | null>;
  /** Jobs of the account that are not final, oldest first. */
  running(accountId: string, dialect: DialectName): Promise<Job[]>;
  /** Jobs of the account's spiders whose results are kept, newest first. */
  ofSpiders(accountId: string, filter: SpiderJobFilter, now: Date): Promise<SpiderJob[]>;
  /** Jobs of the account whose results are kept, newest first, and how many there are in all. */
  list(accountId: string, dialect: DialectName, query: JobQuery, now: Date): Promise<JobList>;
  /** queued/running -> cancelling. Returns the job as it then is; null when there is none. */
  requestCancel(id: string): Promise<Job | null>;
  /**
   * Marks a queued job running and returns it; null when there is none. Of all methods only this one is sure to return the
   * `extras` of its spec: they may be encrypted.
   */
  open(id: string, now: Date): Promise<Job | null>;
  /** Ends the job: final state, refund, finish time. Idempotent; returns the job as it then is. */
  settle(
    id: string,
    outcome: JobOutcome,
    reason: string | null,
    now: Date,
    expiresAt: Date,
  ): Promise<Job | null>;
  /** Jobs that are not final and were created before `before`, oldest first, those behind `after` in that order. */
  unsettled(before: Date, after: Job | null, limit: number): Promise<Job[]>;
  /**
   * Drops results of jobs past `expiresAt`, and the jobs' own rows `graceMs` later: about `limit` rows in one short
   * transaction. Returns how many rows were dropped or marked; 0 when nothing is left to do.
   */
  prune(now: Date, graceMs: number, limit: number): Promise<number>;
}
