/** What a crawl adds to scraping a page: robots.txt before it, the pattern on redirects, links after it. */

import { canonicalUrl } from '../core/crawl/canonical-url.js';
import { compileExcludes, type ExcludedBy } from '../core/crawl/excludes.js';
import type { CrawlNotes, FirstNotes, NoteCounts, SeedNote } from '../core/crawl/notes.js';
import { compileScope, isSameSite } from '../core/crawl/scope.js';
import type { Job } from '../core/job.js';
import type { CrawlSpec } from '../core/job-spec.js';
import { linkTo, type Discovery, type Link, type PageOutcome } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { Extraction, LinkFacts } from '../ports/extractor.js';
import type { FetchedPage } from '../ports/fetcher.js';
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
  let inScope = compileScope(spec.followPattern, spec.seedUrl, arrivedAt);
  const seedKey = canonicalUrl(spec.seedUrl);
  const excludedBy = excludesOf(job, spec);
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
      const arrived = arrivedKey === null || arrivedKey === ownKey ? null : linkTo(arrivedKey);
      if (isSeed(page) && arrivedKey !== null)
        inScope = compileScope(spec.followPattern, spec.seedUrl, arrivedKey);
      const others = links.filter((link) => link !== arrivedKey && link !== ownKey);
      const matching = others.filter((link) => inScope(link));
      const seen = isSeed(page)
        ? notesOnSeed(others, matching, { arrived, status, contentType }, linkFacts)
        : {};
      const isDeepest = page.depth >= spec.maxDepth;
      // An excluded link is in no frontier, so it is always among those that are not known.
      const fresh =
        isDeepest && beyondLeft <= 0
          ? []
          : known.unknown(job.id, matching.map(linkTo), isDeepest ? DEEPEST : page.depth + 1);
      const { kept, notes: leftOut } = sortOut(fresh, excludedBy);
      if (isDeepest) {
        const urls = kept.map(({ url }) => url).filter((url) => url !== seedKey);
        const beyond = urls.slice(0, MAX_BEYOND_OF_PAGE);
        beyondLeft -= beyond.length;
        const notes = merged(seen, leftOut, beyond.length === 0 ? {} : { beyond });
        return { arrivedAt: arrived, links: [], matched: 0, notes };
      }
      return {
        arrivedAt: arrived,
        links: kept,
        matched: matching.length - (fresh.length - kept.length),
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

function isSeed(page: WaitingPage): boolean {
  return page.pageNo === 0;
}

/** The notes on a page that failed or was skipped. `redirect`: where it would have led, when that was refused. */
function notesOnUnread(
  page: WaitingPage,
  result: PageOutcome['result'],
  redirect: string | undefined,
): CrawlNotes | null {
  if (result.status === 'error') {
    const isBlocked = result.failure.code === 'FETCH_BLOCKED';
    return merged(
      isBlocked ? { counts: { blocked: 1 } } : {},
      isSeed(page) ? { firsts: { seed: { end: 'failed' } } } : {},
    );
  }
  if (result.status !== 'skipped' || result.reason === undefined) return null;
  const { reason, why } = result;
  const arrived = redirect === undefined ? {} : { arrivedAt: redirect };
  const seed: FirstNotes = isSeed(page) ? { seed: { end: reason, ...arrived } } : {};
  switch (reason) {
    case 'robots':
      return { counts: { robots: 1 }, firsts: { ...seed, robots: page.url } };
    case 'robots_unavailable':
      return {
        counts: { robotsUnavailable: 1 },
        firsts: { ...seed, robotsUnavailable: page.url, robotsUnavailableWhy: why },
      };
    case 'redirected':
      return {
        counts: { redirectedOut: 1 },
        firsts: { ...seed, ...(redirect === undefined ? {} : { redirectedOut: redirect }) },
      };
    default:
      return reason satisfies never;
  }
}

/** How many links the seed has, and how it came. `matching`: those of its links that the crawl may follow. */
function notesOnSeed(
  links: readonly string[],
  matching: readonly string[],
  { arrived, status, contentType }: { arrived: Link | null; status: number; contentType: string },
  facts: LinkFacts | undefined,
): CrawlNotes {
  const follows = new Set(matching);
  const unmatched = links.find((link) => !follows.has(link));
  const seed: SeedNote = {
    end: 'read',
    ...(arrived === null ? {} : { arrivedAt: arrived.url }),
    status,
    contentType,
    hasLinks: facts !== undefined,
  };
  return {
    counts: {
      seen: links.length,
      unmatched: links.length - follows.size,
      nofollow: facts?.nofollow ?? 0,
    },
    firsts: { seed, ...(unmatched === undefined ? {} : { unmatched }) },
  };
}

/** Notes on one page as one; null when there are none. */
function merged(...parts: readonly CrawlNotes[]): CrawlNotes | null {
  const counts: NoteCounts = Object.assign({}, ...parts.map((part) => part.counts));
  const firsts: FirstNotes = Object.assign({}, ...parts.map((part) => part.firsts));
  const beyond = parts.flatMap((part) => part.beyond ?? []);
  const notes: CrawlNotes = {
    ...(Object.keys(counts).length === 0 ? {} : { counts }),
    ...(Object.keys(firsts).length === 0 ? {} : { firsts }),
    ...(beyond.length === 0 ? {} : { beyond }),
  };
  return Object.keys(notes).length === 0 ? null : notes;
}

/** What excludes a link of the crawl. Calendars are held against the year of the job, whenever its pages run. */
export function excludesOf(job: Job, spec: CrawlSpec): (url: string) => ExcludedBy | null {
  return compileExcludes({
    patterns: spec.excludePatterns ?? [],
    defaults: spec.defaultExcludes ?? false,
    year: job.createdAt.getUTCFullYear(),
  });
}

/** The links that are not excluded, and the notes on those that are. */
function sortOut(
  links: readonly Link[],
  excludedBy: (url: string) => ExcludedBy | null,
): { kept: readonly Link[]; notes: CrawlNotes } {
  const by: Record<ExcludedBy, string[]> = { pattern: [], default: [] };
  const kept = links.filter(({ key }) => {
    const excluded = excludedBy(key);
    if (excluded !== null) by[excluded].push(key);
    return excluded === null;
  });
  const [pattern] = by.pattern;
  const [byDefault] = by.default;
  const counts = {
    ...(pattern === undefined ? {} : { excluded: by.pattern.length }),
    ...(byDefault === undefined ? {} : { excludedByDefault: by.default.length }),
  };
  const firsts = {
    ...(pattern === undefined ? {} : { excluded: pattern }),
    ...(byDefault === undefined ? {} : { excludedByDefault: byDefault }),
  };
  return { kept, notes: { counts, firsts } };
}

/** Where the crawl is known to have arrived from its seed, on the seed's own site; else null. */
export function siteOf(seedUrl: string, notes: CrawlNotes | null): string | null {
  const arrivedAt = notes?.firsts?.seed?.arrivedAt;
  return arrivedAt !== undefined && isSameSite(seedUrl, arrivedAt) ? arrivedAt : null;
}
