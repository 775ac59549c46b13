/**
 * What this worker knows to be in the frontiers of its crawls: most links of a site are repeats, and this spares their
 * writes. It is bounded and may forget; the database decides what is new.
 */

import { keepRecent } from '../core/recent.js';
import type { Link } from '../core/page-outcome.js';

const MAX_CRAWLS = 20;
const MAX_KEYS_PER_CRAWL = 100_000;

export interface KnownLinks {
  /** The links that are not known to be in the crawl's frontier at this depth or a smaller one. */
  unknown(jobId: string, links: readonly Link[], depth: number): Link[];
  /** Notes links that have been stored. */
  note(jobId: string, links: readonly Link[], depth: number): void;
}

export function createKnownLinks(): KnownLinks {
  // In order of last use.
  const crawls = new Map<string, Map<string, number>>();

  const depthsOf = (jobId: string): Map<string, number> => {
    const keys = crawls.get(jobId) ?? new Map<string, number>();
    keepRecent(crawls, jobId, keys, MAX_CRAWLS);
    return keys;
  };

  return {
    unknown: (jobId, links, depth) => {
      const depths = depthsOf(jobId);
      return links.filter(({ key }) => (depths.get(key) ?? Infinity) > depth);
    },
    note: (jobId, links, depth) => {
      const depths = depthsOf(jobId);
      if (depths.size + links.length > MAX_KEYS_PER_CRAWL) depths.clear();
      for (const { key } of links) depths.set(key, depth);
    },
  };
}
