/** The pages of a crawl that have not run. `holder` names a chunk through all its attempts. */

import type { Link } from '../../core/page-outcome.js';
import type { WaitingPage } from '../../core/stored-page.js';

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
  /** Pages that are known and have not run. */
  countWaiting(jobId: string): Promise<number>;
}
