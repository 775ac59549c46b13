/** What the console reads of the database: lists by keyset, so that a late page of a list costs as little as the first. */

import type { LedgerEntry } from '../../core/account.js';
import type { DialectName } from '../../core/dialect.js';
import type { JobKind } from '../../core/job-kinds.js';
import type { JobView, PageFilter } from '../../core/job-view.js';
import type { JobStanding } from '../../core/job.js';
import type { StoredPage } from '../../core/stored-page.js';

/** Null for all of them. */
export interface JobsFilter {
  readonly standing: JobStanding | null;
  readonly kind: JobKind | null;
  readonly dialect: DialectName | null;
  /** A part of the id, the name or the first URL, in any case. */
  readonly text: string | null;
  /** Made at this time or later. */
  readonly since: Date | null;
  /** The last one of the page before. */
  readonly before: { readonly createdAt: Date; readonly id: string } | null;
}

/** What was done on one day, in UTC. */
export interface DayUse {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly reserved: number;
  readonly refunded: number;
}

export interface ShownPage extends StoredPage {
  readonly finishedAt: Date | null;
  /** Attempts after a crash of a worker, and requests that were repeated. */
  readonly crashes: number;
  readonly retries: number;
}

export interface ConsoleReads {
  /** Newest first. */
  jobs(accountId: string, filter: JobsFilter, limit: number): Promise<JobView[]>;
  /** Jobs that are not final, newest first. */
  openJobs(accountId: string, limit: number): Promise<JobView[]>;
  /** Those of the account among these. */
  jobsById(accountId: string, ids: readonly string[]): Promise<JobView[]>;
  /** Whether the job's pages are asked for with headers, cookies or a user agent of its caller's. */
  hasExtras(jobId: string): Promise<boolean>;
  /** Pages behind `afterPageNo`, in order. */
  pages(jobId: string, filter: PageFilter, afterPageNo: number, limit: number): Promise<StoredPage[]>;
  /** Null when there is none. */
  page(jobId: string, pageNo: number): Promise<ShownPage | null>;
  /** URLs of pages in order, those that failed when `failedOnly`. */
  urls(jobId: string, failedOnly: boolean, limit: number): Promise<string[]>;
  ledgerOfJob(jobId: string): Promise<LedgerEntry[]>;
  /** Newest first, those before this entry. */
  ledger(accountId: string, beforeId: number | null, limit: number): Promise<LedgerEntry[]>;
  /** Days since `since` on which something was reserved or given back, oldest first. */
  usePerDay(accountId: string, since: Date): Promise<DayUse[]>;
}
