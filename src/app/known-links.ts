/**
 * What this worker knows to be in the frontiers of its crawls: most links of a site are repeats, and this spares their
 * writes. It is bounded and may forget; the database decides what is new.
 */

import type { Link } from '../ports/store.js';

const MAX_CRAWLS = 20;
const MAX_KEYS_PER_CRAWL = 100_000;

export interface KnownLinks {
  /** The links that are not known to be in the crawl's frontier. */
  unknown(jobId: string, links: readonly Link[]): Link[];
  /** Notes links that have been stored. */
  note(jobId: string, links: readonly Link[]): void;
}

export function createKnownLinks(): KnownLinks {
  // In order of last use.
  const crawls = new Map<string, Set<string>>();

  const keysOf = (jobId: string): Set<string> => {
    const keys = crawls.get(jobId) ?? new Set();
    crawls.delete(jobId);
    crawls.set(jobId, keys);
    const [oldest] = crawls.keys();
    if (crawls.size > MAX_CRAWLS && oldest !== undefined) crawls.delete(oldest);
    return keys;
  };

  return {
    unknown: (jobId, links) => {
      const keys = keysOf(jobId);
      return links.filter(({ key }) => !keys.has(key));
    },
    note: (jobId, links) => {
      const keys = keysOf(jobId);
      if (keys.size + links.length > MAX_KEYS_PER_CRAWL) keys.clear();
      for (const { key } of links) keys.add(key);
    },
  };
}
