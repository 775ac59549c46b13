/** What a crawl adds to scraping a page: robots.txt before it, the pattern on redirects, links after it. */

import { canonicalUrl } from '../core/crawl/canonical-url.js';
import { compileExcludes, type ExcludedBy } from '../core/crawl/excludes.js';
import { compileLinkScope, type CompiledScope } from '../core/crawl/link-scope.js';
import type { CrawlNotes } from '../core/crawl/notes.js';
import { compileScope } from '../core/crawl/scope.js';
import type { Job } from '../core/job.js';
import type { CrawlSpec } from '../core/job-spec.js';
import { linkTo, type Discovery, type Link, type PageOutcome } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { Extraction } from '../ports/extractor.js';
import type { FetchedPage } from '../ports/fetcher.js';
import { isSeed, merged, notesOnSeed, notesOnUnread, sortOut } from './crawl-notes.js';
import type { KnownLinks } from './known-links.js';

/** What one crawl does with URLs; made once per chunk. */
export interface CrawlRules {
  /**
   * Whether a redirect of this page may be followed: the seed's may go anywhere (it need not match either) that
   * robots.txt allows.
   */
  mayFollow(page: WaitingPage): (url: string) => Promise<boolean>;
  /** What the page adds to the frontier. Left out where links are not looked for. */
  discover?(
    page: WaitingPage,
    fetched: Pick<FetchedPage, 'finalUrl' | 'status' | 'contentType'>,
    found: Pick<Extraction, 'links' | 'linkFacts'>,
  ): Discovery;
  /** The notes on a page of which nothing was discovered. */
  notesOn?(page: WaitingPage, result: PageOutcome['result']): CrawlNotes | null;
}

/** Candidates for `CrawlNotes.beyond` that are taken from one page, and in one chunk. */
const MAX_BEYOND_OF_PAGE = 3;
const MAX_BEYOND = 50;
/** Deeper than any page: whatever is known is known at a smaller depth. */
const DEEPEST = Number.MAX_SAFE_INTEGER;

/**
 * `allowed`: whether the robots.txt of the URL's host lets us fetch it. `arrivedAt`: where the seed is known to have been
 * redirected to, or null.
 */
export function createCrawlRules(
  job: Job,
  spec: CrawlSpec,
  known: KnownLinks,
  allowed: (url: string) => Promise<boolean>,
  arrivedAt: string | null,
): CrawlRules {
  let { follows: inScope, isOwn } = followsOf(spec, arrivedAt);
  const toLink = (url: string): Link => linkTo(url, spec.scope);
  const seedKey = canonicalUrl(spec.seedUrl);
  let excludedBy = excludesOf(job, spec, arrivedAt);
  let beyondLeft = MAX_BEYOND;
  /** The redirects that were refused, by their page. */
  const refused = new Map<number, string>();

  return {
    mayFollow: (page) => async (url) => {
      const key = canonicalUrl(url) ?? '';
      const mayGo = (isSeed(page) || (inScope(key) && excludedBy(key) === null)) && (await allowed(url));
      if (!mayGo) refused.set(page.pageNo, url);
      return mayGo;
    },

    discover: (page, { finalUrl, status, contentType }, { links = [], linkFacts }) => {
      const arrivedKey = canonicalUrl(finalUrl);
      const ownKey = canonicalUrl(page.url);
      const isElsewhere = arrivedKey !== null && toLink(arrivedKey).key !== toLink(ownKey ?? '').key;
      const arrived = isElsewhere ? toLink(arrivedKey) : null;
      if (isSeed(page) && arrivedKey !== null) {
        ({ follows: inScope, isOwn } = followsOf(spec, arrivedKey));
        excludedBy = excludesOf(job, spec, arrivedKey);
      }
      const isFollowed = spec.scope?.sitemap !== 'only' && isOwn(finalUrl);
      const others = isFollowed ? links.filter((link) => link !== arrivedKey && link !== ownKey) : [];
      const matching = others.filter((link) => inScope(link));
      const seen = isSeed(page)
        ? notesOnSeed(others, matching, { arrived, status, contentType }, linkFacts)
        : {};
      const takesPart = spec.dedupe === 'canonical' && status >= 200 && status < 300;
      const canonicalKey = takesPart ? (linkFacts?.canonical ?? arrivedKey ?? ownKey) : null;
      const isDeepest = page.depth >= spec.maxDepth;
      // An excluded link is in no frontier, so it is always among those that are not known.
      const fresh =
        isDeepest && beyondLeft <= 0
          ? []
          : known.unknown(job.id, matching.map(toLink), isDeepest ? DEEPEST : page.depth + 1);
      const { kept, notes: leftOut } = sortOut(fresh, excludedBy);
      if (isDeepest) {
        const urls = kept.map(({ url }) => url).filter((url) => url !== seedKey);
        const beyond = urls.slice(0, MAX_BEYOND_OF_PAGE);
        beyondLeft -= beyond.length;
        const notes = merged(seen, beyond.length === 0 ? {} : { beyond });
        return { arrivedAt: arrived, links: [], matched: 0, canonicalKey, notes };
      }
      return {
        arrivedAt: arrived,
        links: kept,
        matched: matching.length - (fresh.length - kept.length),
        canonicalKey,
        notes: merged(seen, leftOut),
      };
    },

    notesOn: (page, result) => {
      const redirect = refused.get(page.pageNo);
      refused.delete(page.pageNo);
      return notesOnUnread(page, result, redirect);
    },
  };
}

/** Which links the crawl follows, whose seed arrived at `arrivedAt` (null when that is not known, or is the seed). */
export function followsOf(
  { scope, followPattern, seedUrl }: CrawlSpec,
  arrivedAt: string | null,
): CompiledScope {
  if (scope !== undefined) return compileLinkScope(scope, seedUrl, arrivedAt);
  return { follows: compileScope(followPattern, seedUrl, arrivedAt), isOwn: () => true };
}

/**
 * What excludes a link of the crawl, whose seed arrived at `arrivedAt` (null when that is not known, or is the seed).
 * Calendars are held against the year of the job, whenever its pages run.
 */
export function excludesOf(
  job: Job,
  spec: CrawlSpec,
  arrivedAt: string | null,
): (url: string) => ExcludedBy | null {
  return compileExcludes({
    patterns: spec.excludePatterns ?? [],
    defaults: spec.defaultExcludes ?? false,
    seedUrl: spec.seedUrl,
    arrivedAt,
    year: job.createdAt.getUTCFullYear(),
  });
}
