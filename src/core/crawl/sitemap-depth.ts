/** Whether a crawl reads its host's sitemaps, and how deep their pages count. */

import type { CrawlSpec } from '../job-spec.js';

/** Where a pattern says what is followed, sitemaps add what links could have led to: nothing when none is followed. */
export function readsSitemaps({ scope, maxDepth }: CrawlSpec): boolean {
  return scope === undefined ? maxDepth >= 1 : scope.sitemap !== 'skip';
}

/** Hops from the seed that entries of sitemaps stand for. */
export function sitemapDepth({ scope }: CrawlSpec): 0 | 1 {
  return scope === undefined ? 1 : 0;
}
