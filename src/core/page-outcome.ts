/** What became of a page, and what else its visit brings. */

import { identityOf, type LinkScope } from './crawl/link-scope.js';
import type { CrawlNotes } from './crawl/notes.js';
import { isEmptyValue } from './extract/coerce/index.js';
import type { EvidenceByField } from './evidence.js';
import { isUnreadWarning } from './extract/warnings.js';
import type { FormattedPage } from './formats/index.js';
import { failure, type Failure } from './failure.js';
import type { Hold } from './hold.js';
import type { Question } from './model/question.js';
import type { FieldValues } from './schema.js';
import type { CookieChange } from './session-cookies.js';
import type { PageRequest } from './spider.js';

export type RenderMode = 'fetch' | 'headless' | 'structured' | 'cache';

export interface PageSuccess {
  readonly status: 'success';
  readonly renderMode: RenderMode;
  readonly data: FieldValues;
  readonly warnings: readonly string[];
  readonly imagesProcessed: number | null;
  /** What each value rests on; only where the job asked for it. */
  readonly evidence?: EvidenceByField;
  /** The page itself; only where the job asked for formats. */
  readonly formatted?: FormattedPage;
}

/** What rules have found of a page, which a model may add to. */
export interface PartialPage extends PageSuccess {
  /** Fields for which something was found that could not be read as their type. Earlier versions left it out. */
  readonly unread?: readonly string[];
}

export interface PageError {
  readonly status: 'error';
  readonly failure: Failure;
}

/** What became of a page that ran. */
export type PageResult = PageSuccess | PageError;

export type SkipReason = 'robots' | 'robots_unavailable' | 'redirected';

/** A page that a crawl did not visit after all; it is not among the results and costs nothing. */
export interface Skipped {
  readonly status: 'skipped';
  readonly why: string;
  /** Earlier versions left it out. */
  readonly reason?: SkipReason;
}

/** A page that was fetched, and whose model work waits for a vendor's batch. */
export interface Parked {
  readonly status: 'parked';
  /** What rules have found. */
  readonly partial: PartialPage;
  readonly question: Question;
}

/** How a page came. */
export interface Exchange {
  /** The last status of its host; null without an answer. */
  readonly httpStatus: number | null;
  readonly durationMs: number;
}

/** Where a result is found again, and until when. */
export interface CacheEntry {
  /** Of everything that the result depends on, its account included. */
  readonly key: string;
  readonly freshUntil: Date;
}

/** A URL and its identity in a crawl. */
export interface Link {
  readonly url: string;
  readonly key: string;
  /** What a spider asks for with it. */
  readonly request?: PageRequest;
}

/** What a crawl's page adds to the frontier. */
export interface Discovery {
  /** Where the page was found in the end, when it was redirected: that URL counts as visited too. */
  readonly arrivedAt: Link | null;
  /** Links that may be followed, without those the worker knows to be in the frontier. */
  readonly links: readonly Link[];
  /** Links of the page that matched, known ones included. */
  readonly matched: number;
  /** What the page is merged with others by; null or absent where it is not. */
  readonly canonicalKey?: string | null;
  /** What the crawl met on the page. */
  readonly notes?: CrawlNotes | null;
}

export interface PageOutcome {
  readonly jobId: string;
  readonly pageNo: number;
  /** The attempt that brings it; left out where none can be lost. */
  readonly hold?: Hold;
  readonly result: PageResult | Skipped | Parked;
  /** Units. */
  readonly charge: number;
  /** How the page came; null when no host was asked for it. */
  readonly exchange: Exchange | null;
  /** Crawls and spiders: what the page adds to the frontier. */
  readonly discovery?: Discovery | null;
  /** Set when later jobs may use the result again. */
  readonly cache?: CacheEntry | null;
  /** Crawls: what is kept of the page to say how the crawl ended. */
  readonly notes?: CrawlNotes | null;
  /** What a spider has found on it. */
  readonly items?: readonly unknown[];
  /** What it has changed of its job's cookies; left out where the job has none. */
  readonly cookies?: readonly CookieChange[];
}

/** A page that was read. */
export function pageRead(
  renderMode: RenderMode,
  data: FieldValues,
  warnings: readonly string[] = [],
): PageSuccess {
  return { status: 'success', renderMode, data, warnings, imagesProcessed: null };
}

/**
 * The end of a page that was read. One that answers no field at all, though it said something for one of them, is not
 * what the schema is for: then that is told, instead of a result without values.
 */
export function concluded({ unread = [], ...result }: PartialPage): PageResult {
  const isUnmapped = unread.length > 0 && Object.values(result.data).every(isEmptyValue);
  return isUnmapped ? pageFailed(failure('TYPE_COERCION_FAILED', unmapped(unread, result.warnings))) : result;
}

const MAX_TOLD = 3;

function unmapped(unread: readonly string[], warnings: readonly string[]): string {
  const told = warnings.filter((warning) => unread.some((field) => isUnreadWarning(warning, field)));
  const more = told.length > MAX_TOLD ? '; and more' : '';
  return `No field could be read as its type: ${told.slice(0, MAX_TOLD).join('; ')}${more}.`;
}

export function pageFailed(failure: Failure): PageError {
  return { status: 'error', failure };
}

/** @param why for people, a sentence without its full stop. */
export function pageSkipped(why: string, reason: SkipReason): Skipped {
  return { status: 'skipped', why, reason };
}

export function pageParked(partial: PartialPage, question: Question): Parked {
  return { status: 'parked', partial, question };
}

/** Links are visited in their canonical form. It is their identity too, where the crawl's scope does not say more. */
export function linkTo(canonical: string, scope?: LinkScope): Link {
  return { url: canonical, key: identityOf(canonical, scope) };
}
