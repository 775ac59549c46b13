/** Results of earlier jobs. An entry names the page that has the result, so it ends with that page at the latest. */

import type { PageOutcome, PageSuccess } from '../../core/page-outcome.js';

export interface ResultCache {
  /** The fresh results among these keys. */
  find(keys: readonly string[], now: Date): Promise<Map<string, PageSuccess>>;
  /** Remembers outcomes that are stored already; those without an entry are left out. */
  put(outcomes: readonly PageOutcome[]): Promise<void>;
  /** Drops what is no longer fresh, and of the rest what is beyond `most` entries, soonest stale first. */
  prune(now: Date, most: number): Promise<void>;
}
