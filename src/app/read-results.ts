/** The results of a job, and how much of it is left. Whoever calls has found out that the job may be shown. */

import { isFinal, type Job } from '../core/job.js';
import { factsOf } from '../core/job-kinds.js';
import type { StoredPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';

const PAGES_PER_READ = 500;

/** One page of results in input order: those that ran, and in a final job those that never will, unless `ranOnly`. */
export type ReadResults = (
  job: Job,
  afterPageNo: number,
  limit: number,
  ranOnly?: boolean,
) => Promise<StoredPage[]>;

export function createReadResults({ pages }: Pick<Store, 'pages'>): ReadResults {
  return (job, afterPageNo, limit, ranOnly = false) =>
    pages.read(job.id, afterPageNo, limit, ranOnly || !listsUnrun(job));
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

/** Pages of the job that have not run; where pages are found, those that are known. */
export type CountWaiting = (job: Job) => Promise<number>;

export function createCountWaiting({ frontier }: Pick<Store, 'frontier'>): CountWaiting {
  return async (job) =>
    factsOf(job.kind).hasFrontier ? frontier.countWaiting(job.id) : job.total - job.succeeded - job.failed;
}
