/**
 * What a crawl meets besides the pages that it answers with: how its seed ended, and how many links it left out, and why.
 * A page's notes are stored in the transaction of its outcome and added up with the job: `counts` are summed, of `firsts`
 * the first one is kept, of `beyond` the first fifty.
 */

/** Duplicates that an answer lists. */
export const MAX_DUPLICATES = 1_000;

export interface CrawlNotes {
  readonly counts?: NoteCounts;
  readonly firsts?: FirstNotes;
  /** Links on pages at the depth limit that this worker did not know: the crawl may have found them elsewhere. */
  readonly beyond?: readonly string[];
  /** Written when the sitemaps have been read. */
  readonly sitemaps?: SitemapNotes | null;
}

export interface NoteCounts {
  /** Links on pages above the depth limit, each counted once a page. */
  readonly seen?: number;
  /** Links that the pattern does not match. */
  readonly unmatched?: number;
  /** Links that the caller's patterns, and those that the default ones, excluded. */
  readonly excluded?: number;
  readonly excludedByDefault?: number;
  /** Links that were left out because they or their page say nofollow. */
  readonly nofollow?: number;
  /** Pages that robots.txt does not allow, and those whose robots.txt could not be read. */
  readonly robots?: number;
  readonly robotsUnavailable?: number;
  /** Pages that redirected to where the crawl may not go. */
  readonly redirectedOut?: number;
  /** Pages that failed with FETCH_BLOCKED. */
  readonly blocked?: number;
  /** Pages that name the canonical URL of another one; counted by the database. */
  readonly duplicates?: number;
}

/** The first example of each; URLs unless said otherwise. */
export interface FirstNotes {
  readonly seed?: SeedNote;
  readonly unmatched?: string;
  readonly excluded?: string;
  readonly excludedByDefault?: string;
  readonly robots?: string;
  readonly robotsUnavailable?: string;
  /** A sentence without its full stop. */
  readonly robotsUnavailableWhy?: string;
  readonly redirectedOut?: string;
}

/** How the visit of the seed ended. */
export interface SeedNote {
  readonly end: 'read' | 'failed' | 'robots' | 'robots_unavailable' | 'redirected';
  /** Where it was found, when it was redirected; where it would have been, when `end` is `redirected`. */
  readonly arrivedAt?: string;
  /** Of a seed that was read. */
  readonly status?: number;
  readonly contentType?: string;
  /** Whether links are looked for in such a document. */
  readonly hasLinks?: boolean;
}

export interface SitemapNotes {
  /** URLs in the sitemaps that could be read. */
  readonly entries: number;
  readonly unmatched: number;
  readonly excluded: number;
  readonly firstUnmatched: string | null;
}
