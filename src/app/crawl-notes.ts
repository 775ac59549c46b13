/** The notes that pages of a crawl leave: what core/crawl/notes.ts says, of one page. */

import type { ExcludedBy } from '../core/crawl/excludes.js';
import type { CrawlNotes, FirstNotes, NoteCounts, SeedNote } from '../core/crawl/notes.js';
import { isSameSite } from '../core/crawl/scope.js';
import type { Link, PageOutcome } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { LinkFacts } from '../ports/extractor.js';

/** Whether it is the crawl's first page. */
export function isSeed(page: WaitingPage): boolean {
  return page.pageNo === 0;
}

/** The notes on a page that failed or was skipped. `redirect`: where it would have led, when that was refused. */
export function notesOnUnread(
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
export function notesOnSeed(
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
export function merged(...parts: readonly CrawlNotes[]): CrawlNotes | null {
  const counts = parts.reduce<NoteCounts>((all, part) => ({ ...all, ...part.counts }), {});
  const firsts = parts.reduce<FirstNotes>((all, part) => ({ ...all, ...part.firsts }), {});
  const beyond = parts.flatMap((part) => part.beyond ?? []);
  const notes: CrawlNotes = {
    ...(Object.keys(counts).length === 0 ? {} : { counts }),
    ...(Object.keys(firsts).length === 0 ? {} : { firsts }),
    ...(beyond.length === 0 ? {} : { beyond }),
  };
  return Object.keys(notes).length === 0 ? null : notes;
}

/** The links that are not excluded, and the notes on those that are. */
export function sortOut(
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
