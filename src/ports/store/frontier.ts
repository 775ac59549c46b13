/** The pages of a crawl that have not run. `holder` names a chunk through all its attempts. */

import type { SitemapNotes } from '../../core/crawl/notes.js';
import type { Link } from '../../core/page-outcome.js';
import type { WaitingPage } from '../../core/stored-page.js';

/** URLs of a page and of the one that it was merged with. */
export interface Duplicate {
  readonly url: string;
  readonly duplicateOf: string;
}

export interface Frontier {
  /** What the holder's earlier attempt had leased. */
  held(jobId: string, holder: string): Promise<WaitingPage[]>;
  /** Leases up to `most` pages, breadth first, while the crawl's page limit allows. Empty when there is none now. */
  lease(jobId: string, holder: string, most: number): Promise<WaitingPage[]>;
  /** Gives back what the holder did not run. */
  release(jobId: string, holder: string): Promise<void>;
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
