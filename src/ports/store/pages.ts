/** The pages of jobs in the database. */

import type { PageOutcome } from '../../core/page-outcome.js';
import type { StoredPage, UnreadPage, WaitingPage } from '../../core/stored-page.js';
import type { Standing } from './holds.js';

export interface Pages {
  /** Pages of the range that have not run, in order. */
  waiting(jobId: string, from: number, to: number): Promise<WaitingPage[]>;
  /** Counts the page as under way in a crash, before it is touched, and returns the new number of crashes. */
  countCrash(jobId: string, pageNo: number): Promise<number>;
  /** Takes a crash back that did not come. */
  uncountCrash(jobId: string, pageNo: number): Promise<void>;
  /** Counts a request that the page's host answered with an error that may pass, and returns the new number of them. */
  countRetry(jobId: string, pageNo: number): Promise<number>;
  /**
   * Stores outcomes with their charges and adds them to their jobs' counters, in one transaction, with what they have
   * changed of their jobs' cookies: of two pages that set the same one, the later commit counts. A page that already has
   * an outcome, and a page of a final job, are left as they are, and change no cookie. Outcomes of an attempt that has lost
   * its chunk are left out as a whole. Resolves with how the attempts stand.
   */
  commit(outcomes: readonly PageOutcome[], now: Date): Promise<Standing[]>;
  /**
   * Pages after `afterPageNo` in input order; `finishedOnly` leaves out those that have not run. Skipped pages are never
   * among them.
   */
  read(jobId: string, afterPageNo: number, limit: number, finishedOnly: boolean): Promise<StoredPage[]>;
  /** Pages that are kept whole, in the order in which they ended, after the first `skip` of them. */
  readDocuments(jobId: string, skip: number, limit: number): Promise<StoredPage[]>;
  /** Pages that ended without a result, and those that robots.txt kept a crawl from; oldest first, `limit` of each. */
  readUnread(jobId: string, limit: number): Promise<UnreadPage[]>;
}
