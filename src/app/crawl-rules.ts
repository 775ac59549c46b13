/** What a crawl adds to scraping a page: robots.txt before it, the pattern on redirects, links after it. */

import { canonicalUrl } from '../core/crawl/canonical-url.js';
import { compileGlob } from '../core/crawl/glob.js';
import type { Job } from '../core/job.js';
import type { CrawlSpec } from '../core/job-spec.js';
import { linkTo, type Discovery } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { KnownLinks } from './known-links.js';

/** What one crawl does with URLs; made once per worker and job. */
export interface CrawlRules {
  /**
   * Whether a redirect of this page may be followed: the seed's may go anywhere (it need not match either) that
   * robots.txt allows.
   */
  mayFollow(page: WaitingPage): (url: string) => Promise<boolean>;
  /**
   * What the page adds to the frontier. `finalUrl` is where it was found, `links` are canonical. Left out where links are
   * not looked for.
   */
  discover?(page: WaitingPage, finalUrl: string, links: readonly string[]): Discovery;
}

/** `allowed`: whether the robots.txt of the URL's host lets us fetch it. */
export function createCrawlRules(
  job: Job,
  spec: CrawlSpec,
  known: KnownLinks,
  allowed: (url: string) => Promise<boolean>,
): CrawlRules {
  const matches = compileGlob(spec.followPattern);
  return {
    mayFollow: (page) => async (url) =>
      (page.depth === 0 || matches(canonicalUrl(url) ?? '')) && (await allowed(url)),
    discover: (page, finalUrl, links) => {
      const arrivedKey = canonicalUrl(finalUrl);
      const ownKey = canonicalUrl(page.url);
      const arrivedAt = arrivedKey === null || arrivedKey === ownKey ? null : linkTo(arrivedKey);
      if (page.depth >= spec.maxDepth) return { arrivedAt, links: [], matched: 0 };
      const matching = links
        .filter((link) => link !== arrivedKey && link !== ownKey && matches(link))
        .map(linkTo);
      return { arrivedAt, links: known.unknown(job.id, matching, page.depth + 1), matched: matching.length };
    },
  };
}
