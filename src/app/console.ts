/** What the console reads, and who may read it: jobs of the caller's account, made through any API. */

import type { Account, LedgerEntry } from '../core/account.js';
import { askedCall, type AskedCall } from '../core/asked-call.js';
import { isJobId, UUID, type Job } from '../core/job.js';
import type { JobView, PageFilter } from '../core/job-view.js';
import { factsOf } from '../core/job-kinds.js';
import type { StoredPage } from '../core/stored-page.js';
import type { DayUse, JobsFilter, ShownPage } from '../ports/store/console.js';
import type { Store } from '../ports/store/index.js';
import { allResults } from './read-results.js';

export type { DayUse, JobsFilter, ShownPage };

const DAY_MS = 24 * 60 * 60_000;

/** A job that may be shown, and when its results are over that they are. */
export interface ShownJob {
  readonly view: JobView;
  readonly job: Job;
  /** Its results are not kept any more. */
  readonly isExpired: boolean;
  readonly ledger: readonly LedgerEntry[];
}

export interface ConsoleApp {
  jobs(account: Account, filter: JobsFilter, limit: number): Promise<JobView[]>;
  /** Null for an unknown job and for one of another account alike. */
  job(account: Account, jobId: string): Promise<ShownJob | null>;
  pages(job: Job, filter: PageFilter, afterPageNo: number, limit: number): Promise<StoredPage[]>;
  /** All of them, read piece by piece. */
  allPages(job: Job, filter: PageFilter): AsyncIterable<StoredPage>;
  page(job: Job, pageNo: number): Promise<ShownPage | null>;
  /** The call that makes such a job again, of all its pages or of those that failed; null where no call can. */
  asked(job: Job, failedOnly: boolean, hasOwnSchema: boolean): Promise<AskedCall | null>;
  ledger(account: Account, beforeId: number | null, limit: number): Promise<LedgerEntry[]>;
  /** Of the last `days` days. */
  usePerDay(account: Account, days: number): Promise<DayUse[]>;
}

export interface ConsoleDeps {
  readonly store: Pick<Store, 'jobs' | 'console'>;
  readonly now: () => Date;
  /** URLs that one call may name. */
  readonly maxUrls: number;
}

export function createConsoleApp({ store, now, maxUrls }: ConsoleDeps): ConsoleApp {
  const reads = store.console;
  return {
    jobs: ({ id }, filter, limit) => reads.jobs(id, filter, limit),

    job: async ({ id: accountId }, asked) => {
      const jobId = UUID.test(asked) ? asked.toLowerCase() : asked;
      const job = isJobId(jobId) ? await store.jobs.get(jobId) : null;
      if (job === null || job.accountId !== accountId) return null;
      const [[view], ledger] = await Promise.all([
        reads.jobsById(accountId, [jobId]),
        reads.ledgerOfJob(jobId),
      ]);
      if (view === undefined) return null;
      return { view, job, ledger, isExpired: job.expiresAt !== null && job.expiresAt <= now() };
    },

    pages: ({ id }, filter, after, limit) => reads.pages(id, filter, after, limit),
    allPages: (job, filter) =>
      allResults(({ id }, after, limit) => reads.pages(id, filter, after, limit), job),
    page: ({ id }, pageNo) => reads.page(id, pageNo),

    asked: async (job, failedOnly, hasOwnSchema) => {
      const isFound = factsOf(job.kind).pages === 'found';
      const isNamed = factsOf(job.kind).pages === 'named';
      const needsUrls = isNamed || (isFound && failedOnly);
      const [urls, hasExtras] = await Promise.all([
        needsUrls ? reads.urls(job.id, failedOnly, maxUrls + 1) : [],
        reads.hasExtras(job.id),
      ]);
      return askedCall(job, {
        urls: urls.slice(0, maxUrls),
        isCut: urls.length > maxUrls,
        failedOnly,
        hasExtras,
        hasOwnSchema,
      });
    },

    ledger: ({ id }, beforeId, limit) => reads.ledger(id, beforeId, limit),
    usePerDay: ({ id }, days) => reads.usePerDay(id, new Date(now().getTime() - days * DAY_MS)),
  };
}
