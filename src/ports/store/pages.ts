/** The pages of jobs in the database. */

import type { PageOutcome } from '../../core/page-outcome.js';
import type { StoredPage, WaitingPage } from '../../core/stored-page.js';

export interface Pages {
  /** Pages of the range that have not run, in order. */
  waiting(jobId: string, from: number, to: number): Promise<WaitingPage[]>;
  /** Adds one to the page's attempts and returns the new number. */
  countAttempt(jobId: string, pageNo: number): Promise<number>;
  /** Takes an attempt back that did not end in a crash. */
  uncountAttempt(jobId: string, pageNo: number): Promise<void>;
  /**
   * Stores outcomes with their charges and adds them to their jobs' counters, in one transaction. A page that already
   * has an outcome, and a page of a final job, are left as they are.
   */
  commit(outcomes: readonly PageOutcome[], now: Date): Promise<void>;
  /**
   * Pages after `afterPageNo` in input order; `finishedOnly` leaves out those that have not run. Skipped pages are never
   * among them.
   */
  read(jobId: string, afterPageNo: number, limit: number, finishedOnly: boolean): Promise<StoredPage[]>;
}
