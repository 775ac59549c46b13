/** Why a crawl ended when it did, and what it left out, as codes with sentences. Everything is told from what is stored. */

import type { CrawlJob } from '../job.js';
import {
  count,
  example,
  excludedLinks,
  excludedSentence,
  hostOf,
  originOf,
  robotsForbade,
  robotsUnavailable,
  shown,
} from './ending-words.js';
import type { CrawlNotes } from './notes.js';
import { isSameSite } from './scope.js';
import { endOfSeed } from './seed-ending.js';

/** Why no further page was visited. */
export const END_CODES = [
  'CRAWL_LIMIT_REACHED',
  'DEPTH_LIMIT_REACHED',
  'ROBOTS_FORBIDDEN',
  'ROBOTS_UNAVAILABLE',
  'SEED_FAILED',
  'SEED_NOT_HTML',
  'SEED_REDIRECTED',
  'SEED_WITHOUT_LINKS',
  'LINKS_NOFOLLOW',
  'PATTERN_MATCHED_NOTHING',
  'LINKS_EXCLUDED',
  'JOB_FAILED',
] as const;
export type EndCode = (typeof END_CODES)[number];

/** What else the caller should know: the crawl went on. */
export const NOTE_CODES = [
  'SCOPE_FOLLOWED_REDIRECT',
  'REDIRECTS_LEFT_SCOPE',
  'PAGES_BLOCKED',
  'DUPLICATES_MERGED',
] as const;
export type CrawlCode = EndCode | (typeof NOTE_CODES)[number];

export interface CrawlWarning {
  readonly code: CrawlCode;
  readonly message: string;
}

export interface Ending {
  /** The first reason why the crawl ended as early as it did; null when it visited all that it was asked for. */
  readonly code: EndCode | null;
  /** The reasons, each once, and what else was left out. */
  readonly warnings: readonly CrawlWarning[];
}

/** What is known of a crawl that is over. */
export interface Ended {
  readonly job: CrawlJob;
  /** Pages that were found and not visited. */
  readonly waiting: number;
  /** Matching links behind the depth limit that were not visited. */
  readonly beyond: readonly string[];
}

interface End {
  readonly code: EndCode;
  readonly message: string;
}

/** The ending of a crawl in a final state. A cancelled one has no code: its caller has ended it. */
export function endingOf(ended: Ended): Ending {
  const { job } = ended;
  const notes = job.notes ?? {};
  const ends = job.state === 'cancelled' ? [] : endsOf(ended, notes);
  const others = leftOut(job, notes).filter(({ code }) => !ends.some((end) => end.code === code));
  return { code: ends[0]?.code ?? null, warnings: [...ends, ...others] };
}

function endsOf({ job, waiting, beyond }: Ended, notes: CrawlNotes): End[] {
  if (job.state === 'failed')
    return [{ code: 'JOB_FAILED', message: `The crawl was stopped: ${job.reason ?? 'failed'}.` }];
  const ends: End[] = [];
  if (waiting > 0) ends.push({ code: 'CRAWL_LIMIT_REACHED', message: limitReached(job, waiting) });
  const [deeper] = beyond;
  if (deeper !== undefined)
    ends.push({
      code: 'DEPTH_LIMIT_REACHED',
      message: `max_depth (${job.spec.crawl.maxDepth}) was reached: matching links behind it were not followed, for example ${shown(deeper)}.`,
    });
  if (ends.length === 0 && job.succeeded + job.failed <= 1) ends.push(...endOfSeed(job.spec.crawl, notes));
  return ends;
}

function limitReached({ total, spec }: CrawlJob, waiting: number): string {
  const { maxPages } = spec.crawl;
  const lowered =
    maxPages !== undefined && maxPages > total
      ? `max_pages was lowered from ${maxPages} to ${total}, since a crawl may use a quarter of the units that are left this month (allow_large_crawl lifts that), and`
      : `max_pages (${total})`;
  return `${lowered} was reached with ${count(waiting, 'found page')} not visited.`;
}

/** What a crawl left out while it went on. */
function leftOut({ spec }: CrawlJob, notes: CrawlNotes): CrawlWarning[] {
  const { counts = {}, firsts = {} } = notes;
  const { seedUrl, followPattern } = spec.crawl;
  const warnings: CrawlWarning[] = [];
  const arrivedAt = firsts.seed?.end === 'read' ? firsts.seed.arrivedAt : undefined;
  if (arrivedAt !== undefined && originOf(arrivedAt) !== originOf(seedUrl))
    warnings.push(
      isSameSite(seedUrl, arrivedAt)
        ? {
            code: 'SCOPE_FOLLOWED_REDIRECT',
            message: `The seed redirects to ${originOf(arrivedAt)}: follow_pattern (${followPattern}) is taken for the site with http and https, with and without www.`,
          }
        : { code: 'SEED_REDIRECTED', message: `The seed redirects to another site, ${shown(arrivedAt)}.` },
    );
  if (counts.robots !== undefined) warnings.push({ code: 'ROBOTS_FORBIDDEN', message: robotsForbade(notes) });
  if (counts.robotsUnavailable !== undefined)
    warnings.push({
      code: 'ROBOTS_UNAVAILABLE',
      message: `${count(counts.robotsUnavailable, 'page')} left out. ${robotsUnavailable(hostOf(firsts.robotsUnavailable ?? ''), firsts.robotsUnavailableWhy)}`,
    });
  if (excludedLinks(notes) > 0) warnings.push({ code: 'LINKS_EXCLUDED', message: excludedSentence(notes) });
  if (counts.redirectedOut !== undefined)
    warnings.push({
      code: 'REDIRECTS_LEFT_SCOPE',
      message: `${count(counts.redirectedOut, 'page')} redirected to where the crawl may not go${example(firsts.redirectedOut)}.`,
    });
  if (counts.duplicates !== undefined)
    warnings.push({
      code: 'DUPLICATES_MERGED',
      message: `${count(counts.duplicates, 'page')} named the canonical URL of another page and ${counts.duplicates === 1 ? 'was' : 'were'} merged with it, uncharged.`,
    });
  if (counts.blocked !== undefined)
    warnings.push({
      code: 'PAGES_BLOCKED',
      message: `${count(counts.blocked, 'page')} failed with FETCH_BLOCKED: the site refuses automated visits.`,
    });
  return warnings;
}
