/** Why a crawl visited its seed at the most. */

import type { CrawlSpec } from '../job-spec.js';
import {
  count,
  excludedLinks,
  excludedSentence,
  hostOf,
  robotsForbade,
  robotsUnavailable,
  shown,
} from './ending-words.js';
import type { CrawlNotes, SeedNote } from './notes.js';
import { isSameSite } from './scope.js';

export type SeedEndCode =
  | 'ROBOTS_FORBIDDEN'
  | 'ROBOTS_UNAVAILABLE'
  | 'SEED_FAILED'
  | 'SEED_NOT_HTML'
  | 'SEED_REDIRECTED'
  | 'SEED_WITHOUT_LINKS'
  | 'LINKS_NOFOLLOW'
  | 'PATTERN_MATCHED_NOTHING'
  | 'LINKS_EXCLUDED';

export interface SeedEnd {
  readonly code: SeedEndCode;
  readonly message: string;
}

function one(code: SeedEndCode, message: string): SeedEnd[] {
  return [{ code, message }];
}

/** The reason, from the notes of a crawl that visited no page but its seed; none when nothing is missing. */
export function endOfSeed(spec: CrawlSpec, notes: CrawlNotes): SeedEnd[] {
  const { firsts = {} } = notes;
  const { seed } = firsts;
  const host = hostOf(spec.seedUrl);
  if (seed === undefined) return [];
  switch (seed.end) {
    case 'robots':
      return one('ROBOTS_FORBIDDEN', `robots.txt of ${host} does not allow the seed.`);
    case 'robots_unavailable':
      return one('ROBOTS_UNAVAILABLE', robotsUnavailable(host, firsts.robotsUnavailableWhy));
    case 'redirected':
      return one(
        'ROBOTS_FORBIDDEN',
        `The seed redirects to ${shown(seed.arrivedAt ?? 'another page')}, which robots.txt there does not allow.`,
      );
    case 'failed':
      return one('SEED_FAILED', 'The seed could not be read: its entry in results says why.');
    case 'read':
      return endOfReadSeed(spec, notes, seed);
    default:
      return seed.end satisfies never;
  }
}

function endOfReadSeed({ seedUrl, followPattern }: CrawlSpec, notes: CrawlNotes, seed: SeedNote): SeedEnd[] {
  const { counts = {}, firsts = {}, sitemaps } = notes;
  const status = seed.status !== undefined && seed.status >= 400 ? ` (it answered HTTP ${seed.status})` : '';
  const moved = seed.arrivedAt !== undefined && !isSameSite(seedUrl, seed.arrivedAt) ? seed.arrivedAt : null;
  const { seen = 0, unmatched = 0, nofollow = 0 } = counts;
  const listed = sitemaps?.entries ?? 0;
  const noEntry = listed > 0 ? `, and none of the ${count(listed, 'URL')} in the sitemaps` : '';
  if (moved !== null && (seen === 0 || seen === unmatched))
    return one(
      'SEED_REDIRECTED',
      `The seed redirects to another site, ${shown(moved)}, and follow_pattern (${followPattern}) matches no link there. Use that URL for the seed and its host in the pattern.`,
    );
  if (seen > 0 && seen === unmatched)
    return one(
      'PATTERN_MATCHED_NOTHING',
      `follow_pattern (${followPattern}) matches none of the ${count(seen, 'link')} of the seed${noEntry}; ${shown(firsts.unmatched ?? '')} does not match, for example.`,
    );
  if (counts.robots !== undefined) return one('ROBOTS_FORBIDDEN', robotsForbade(notes));
  if (excludedLinks(notes) > 0) return one('LINKS_EXCLUDED', excludedSentence(notes));
  if (seen > 0) return [];
  if (listed > 0 && sitemaps?.unmatched === listed)
    return one(
      'PATTERN_MATCHED_NOTHING',
      `The seed has no links that may be followed, and follow_pattern (${followPattern}) matches none of the ${count(listed, 'URL')} in the sitemaps; ${shown(sitemaps.firstUnmatched ?? '')} does not match, for example.`,
    );
  if (seed.hasLinks === false)
    return one(
      'SEED_NOT_HTML',
      `The seed is ${seed.contentType ?? 'no HTML'}, which has no links to follow.`,
    );
  if (nofollow > 0)
    return one(
      'LINKS_NOFOLLOW',
      `All links of the seed (${nofollow}) say nofollow, or the page does; respect_nofollow: false follows them.`,
    );
  return one(
    'SEED_WITHOUT_LINKS',
    `The seed has no links to other pages${status}. If scripts make them, render_js: always shows them.`,
  );
}
