/** The pages of a crawl that have not run. They are leased to a chunk, which keeps them through its attempts. */

import type { SitemapNotes } from '../../core/crawl/notes.js';
import type { Hold } from '../../core/hold.js';
import type { Link } from '../../core/page-outcome.js';
import type { WaitingPage } from '../../core/stored-page.js';

/** URLs of a page and of the one that it was merged with. */
export interface Duplicate {
  readonly url: string;
  readonly duplicateOf: string;
}

export interface Frontier {
  /** What an earlier attempt of the chunk had leased. */
  held(jobId: string, chunk: string): Promise<WaitingPage[]>;
  /**
   * Leases up to `most` pages, breadth first, while the crawl's page limit allows. Empty when there is none now. Rejects with
   * `AttemptLost` when a later attempt has the chunk.
   */
  lease(jobId: string, hold: Hold, most: number): Promise<WaitingPage[]>;
  /** Gives back what the chunk did not run; nothing when a later attempt has it. */
  release(jobId: string, hold: Hold): Promise<void>;
  /** Gives back every lease of a job that no workflow works on. */
  releaseAll(jobId: string): Promise<void>;
  /** Adds links at a depth, as a sitemap's; known ones count as skipped. */
  add(jobId: string, links: readonly Link[], depth: number): Promise<void>;
  /** Whether a lease would find pages now. */
  hasWork(jobId: string): Promise<boolean>;
  /** Whether a page is left that a chunk holds, that a lease would find, or that waits for a model's answer. */
  hasUnfinished(jobId: string): Promise<boolean>;
  /** Whether no page was ever added. */
  neverFilled(jobId: string): Promise<boolean>;
  /** Notes what the sitemaps of a running crawl held, in place of what was noted of them before. */
  noteSitemaps(jobId: string, notes: SitemapNotes): Promise<void>;
  /** The URLs among these canonical ones that the frontier has never held. */
  unknownOf(jobId: string, urls: readonly string[]): Promise<string[]>;
  /** Pages that were merged with another one, in the order of discovery. */
  duplicates(jobId: string, limit: number): Promise<Duplicate[]>;
  /** Pages that are known and have not run. */
  countWaiting(jobId: string): Promise<number>;
}
