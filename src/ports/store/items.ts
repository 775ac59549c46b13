/** Items of spiders in the database. */

import type { Hold } from '../../core/hold.js';
import type { SpiderPage, StoredItem } from '../../core/item.js';

export interface Items {
  /** Items after `afterItemNo` in the order they were stored. */
  read(jobId: string, afterItemNo: number, limit: number): Promise<StoredItem[]>;
  /**
   * Stores responses with their items and charges; never charges more than the job has reserved. A job that is final is
   * left as it is. Rejects with `AttemptLost` when a later attempt has the chunk.
   */
  addPages(jobId: string, hold: Hold, pages: readonly SpiderPage[], now: Date): Promise<void>;
  /** Keeps the numbers that a spider's run ended with. */
  noteStats(jobId: string, stats: Readonly<Record<string, unknown>>): Promise<void>;
}
