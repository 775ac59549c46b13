/** Items of spiders in the database. */

import type { SpiderPage, StoredItem } from '../../core/item.js';

export interface Items {
  /** Items after `afterItemNo` in the order they were stored. */
  read(jobId: string, afterItemNo: number, limit: number): Promise<StoredItem[]>;
  /**
   * Stores responses with their items and charges; never charges more than the job has reserved. A job that is final is
   * left as it is.
   */
  addPages(jobId: string, pages: readonly SpiderPage[], now: Date): Promise<void>;
  /** Keeps the numbers that a spider's run ended with. */
  noteStats(jobId: string, stats: Readonly<Record<string, unknown>>): Promise<void>;
}
