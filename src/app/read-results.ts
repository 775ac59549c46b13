/** The results of a job, and how much of it is left. Whoever calls has found out that the job may be shown. */

import { isFinal, type Job } from '../core/job.js';
import { factsOf } from '../core/job-kinds.js';
import type { StoredPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';

/** How much of an answer is held at once while its caller takes it, about; pages differ in size by a factor of thousands. */
const READ_CHARS = 512 * 1024;
const FIRST_READ_PAGES = 10;
const MAX_READ_PAGES = 500;

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
  let limit = FIRST_READ_PAGES;
  for (let after = -1; ;) {
    const pages = await read(job, after, limit, ranOnly);
    yield* pages;
    const last = pages.at(-1);
    if (last === undefined || pages.length < limit) return;
    after = last.pageNo;
    limit = pagesOf(READ_CHARS, pages);
  }
}

/** How many pages like these come to so many characters; three of them stand for all. */
function pagesOf(chars: number, pages: readonly StoredPage[]): number {
  const some = [0, Math.floor(pages.length / 2), pages.length - 1].map(
    (at) => JSON.stringify(pages[at]).length,
  );
  return Math.max(1, Math.min(MAX_READ_PAGES, Math.floor(chars / Math.max(...some))));
}

/** Pages of the job that have not run; where pages are found, those that are known. */
export type CountWaiting = (job: Job) => Promise<number>;

export function createCountWaiting({ frontier }: Pick<Store, 'frontier'>): CountWaiting {
  return async (job) =>
    factsOf(job.kind).hasFrontier ? frontier.countWaiting(job.id) : job.total - job.succeeded - job.failed;
}
