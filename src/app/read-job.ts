/** Reading jobs and their results. Every read is bound to the account that asks. */

import type { DialectName } from '../core/dialect.js';
import { CallRefused } from '../core/failure.js';
import { isFinal, JOB_ID, UUID, type Job } from '../core/job.js';
import type { Account } from '../core/account.js';
import type { StoredPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';
import { factsOf } from '../core/job-kinds.js';

const PAGES_PER_READ = 500;

export interface ReadDeps {
  readonly store: Store;
  readonly now: () => Date;
}

/** Whose jobs are asked for, and through which API. */
export interface Scope {
  readonly account: Account;
  readonly dialect: DialectName;
}

/** The scope's job. Refuses with JOB_NOT_FOUND, JOB_FORBIDDEN (another account's) or JOB_EXPIRED. */
export type ReadJob = (scope: Scope, jobId: string) => Promise<Job>;

export function createReadJob(deps: ReadDeps): ReadJob {
  return async ({ account, dialect }, jobId) => {
    const job = JOB_ID.test(jobId) ? await deps.store.jobs.get(jobId) : null;
    if (job === null || job.dialect !== dialect)
      throw new CallRefused('JOB_NOT_FOUND', 'There is no job with this id.');
    if (job.accountId !== account.id)
      throw new CallRefused('JOB_FORBIDDEN', 'This job belongs to another account.');
    return refuseExpired(job, deps.now());
  };
}

function refuseExpired(job: Job, now: Date): Job {
  if (job.expiresAt === null || job.expiresAt > now) return job;
  throw new CallRefused(
    'JOB_EXPIRED',
    `The results of this job were kept until ${job.expiresAt.toISOString()}.`,
  );
}

/**
 * The account's job of a spider. Refuses with JOB_NOT_FOUND for what is unknown or another account's (ScrapeThis section
 * 8), and JOB_EXPIRED.
 */
export type ReadSpiderJob = (account: Account, jobId: string) => Promise<Job>;

export function createReadSpiderJob(deps: ReadDeps): ReadSpiderJob {
  return async (account, jobId) => {
    const job = UUID.test(jobId) ? await deps.store.jobs.get(jobId.toLowerCase()) : null;
    if (job?.spec.spider === undefined || job.accountId !== account.id)
      throw new CallRefused('JOB_NOT_FOUND', 'Job not found');
    return refuseExpired(job, deps.now());
  };
}

/** One page of results in input order: those that ran, and in a final job those that never will, unless `ranOnly`. */
export type ReadResults = (
  job: Job,
  afterPageNo: number,
  limit: number,
  ranOnly?: boolean,
) => Promise<StoredPage[]>;

export function createReadResults(deps: ReadDeps): ReadResults {
  return (job, afterPageNo, limit, ranOnly = false) =>
    deps.store.pages.read(job.id, afterPageNo, limit, ranOnly || !listsUnrun(job));
}

function listsUnrun(job: Job): boolean {
  return isFinal(job.state) && (job.state !== 'completed' || factsOf(job.kind).listsUnrunWhenCompleted);
}

/** All results of a job in input order, read piece by piece so that memory does not grow with the job. */
export async function* allResults(read: ReadResults, job: Job, ranOnly = false): AsyncGenerator<StoredPage> {
  for (let after = -1; ;) {
    const pages = await read(job, after, PAGES_PER_READ, ranOnly);
    yield* pages;
    const last = pages.at(-1);
    if (last === undefined || pages.length < PAGES_PER_READ) return;
    after = last.pageNo;
  }
}
