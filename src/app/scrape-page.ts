/** One page from its URL to its outcome. What the site does wrong is an outcome; what we do wrong is thrown. */

import { failure, type Failure } from '../core/failure.js';
import { pagePrice } from '../core/ledger.js';
import type { Job } from '../core/job.js';
import { ruleOutcomes, type RuleOutcome } from '../core/evidence.js';
import { findsFields } from '../core/job-spec.js';
import {
  concluded,
  pageFailed,
  pageParked,
  pageRead,
  pageSkipped,
  type CacheEntry,
  type Discovery,
  type PageOutcome,
  type PageResult,
  type Parked,
  type PartialPage,
  type RenderMode,
  type Skipped,
} from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { FormattedPage, PageFormats } from '../core/formats/index.js';
import type { FetchedPage } from '../ports/fetcher.js';
import type { FillGaps } from './fill-gaps.js';
import type { ResultCache } from './result-cache.js';
import type { Visit, VisitOptions, VisitPage } from './visit-page.js';

export interface ScrapeOptions extends VisitOptions {
  /** The page was under way in too many crashes and is not to be tried again. */
  readonly crashed: boolean;
}

export type ScrapePage = (
  job: Job,
  page: WaitingPage,
  options: ScrapeOptions,
  signal: AbortSignal,
) => Promise<PageOutcome>;

export interface ScrapeDeps {
  readonly visitPage: VisitPage;
  readonly cache: Pick<ResultCache, 'entryFor'>;
  /** Null where no model is configured. */
  readonly fillGaps: FillGaps | null;
  /** Told how each page ended and how long it took, in milliseconds. */
  readonly onPage: (result: PageResult | Skipped, durationMs: number) => void;
  /** Told how rules did for the fields of a page. */
  readonly onRules: (outcomes: readonly RuleOutcome[]) => void;
}

interface Scraped {
  readonly result: PageResult | Skipped | Parked;
  readonly discovery: Discovery | null;
  readonly cache?: CacheEntry | null;
  readonly cookies?: NonNullable<PageOutcome['cookies']>;
}

export function createScrapePage(deps: ScrapeDeps): ScrapePage {
  return async (job, page, options, signal) => {
    const startedAt = performance.now();
    let httpStatus: number | null = null;
    const onFetched: ScrapeOptions['onFetched'] = (status, retryAfter) => {
      httpStatus = status;
      options.onFetched(status, retryAfter);
    };
    const noted = { ...options, onFetched };
    const scraped = options.crashed ? gaveUp() : await scrape(deps, job, page, noted, signal);
    const durationMs = performance.now() - startedAt;
    // A parked page ends with its answer.
    if (scraped.result.status !== 'parked') deps.onPage(scraped.result, durationMs);
    const exchange = { httpStatus, durationMs: Math.round(durationMs) };
    const { result, discovery } = scraped;
    const notes =
      discovery === null ? (options.rules?.notesOn?.(page, result) ?? null) : (discovery.notes ?? null);
    return { jobId: job.id, pageNo: page.pageNo, charge: priceOf(job, result), exchange, notes, ...scraped };
  };
}

function priceOf({ spec }: Job, result: PageOutcome['result']): number {
  if (result.status === 'skipped' || result.status === 'parked') return 0;
  if (result.status === 'error' && spec.failuresFree) return 0;
  return pagePrice(result.status === 'error' ? result.failure.code : null);
}

function gaveUp(): Scraped {
  return failed(
    failure('PAGE_CRASHED', 'The worker died several times while it had this page, so it was given up.'),
  );
}

async function scrape(
  deps: ScrapeDeps,
  job: Job,
  page: WaitingPage,
  options: ScrapeOptions,
  signal: AbortSignal,
): Promise<Scraped> {
  const { cookies, ...visit } = await deps.visitPage(job, page, options, signal);
  const scraped = await readVisit(deps, job, page, visit, options, signal);
  return cookies === undefined ? scraped : { ...scraped, cookies };
}

async function readVisit(
  deps: ScrapeDeps,
  job: Job,
  page: WaitingPage,
  visit: Visit,
  options: ScrapeOptions,
  signal: AbortSignal,
): Promise<Scraped> {
  if (visit.kind === 'failed') return failed(visit.failure);
  if (visit.kind === 'redirected') {
    return { result: pageSkipped('redirected to where the crawl may not go', 'redirected'), discovery: null };
  }
  const { extraction, renderMode } = visit;
  if (job.spec.errorStatusFails && visit.page.status >= 400)
    return failed(failure('HTTP_ERROR', `The site answered HTTP ${visit.page.status}.`));
  deps.onRules(ruleOutcomes(job.spec.schema, extraction));
  const read = partialOf(job, visit, renderMode);
  const discovery = options.rules?.discover?.(page, visit.page, extraction) ?? null;
  const cacheOf = (result: PageResult): CacheEntry | null =>
    result.status === 'success' ? deps.cache.entryFor(job, page.url, visit.page, result) : null;
  const question = deps.fillGaps?.question(job, visit.page, extraction) ?? null;
  if (deps.fillGaps === null || question === null) {
    const result = concluded(read);
    return { result, discovery, cache: cacheOf(result) };
  }
  // Its answer counts as a page's end, not this.
  if (findsFields(job.spec) && job.spec.asyncMode) return { result: pageParked(read, question), discovery };
  const asked = await deps.fillGaps.ask(job, question, signal);
  const { result, isWhole } = await deps.fillGaps.finish(job, read, asked, signal);
  return { result, discovery, cache: isWhole ? cacheOf(result) : null };
}

function partialOf(
  { spec }: Job,
  { page, extraction }: Extract<Visit, { kind: 'read' }>,
  renderMode: RenderMode,
): PartialPage {
  const { data, warnings, evidence, unread, formats } = extraction;
  const keepsEvidence = findsFields(spec) && spec.evidence;
  return {
    ...pageRead(renderMode, data, warnings),
    ...(keepsEvidence ? { evidence } : {}),
    ...(formats === undefined ? {} : { formatted: formattedPage(page, formats()) }),
    unread: Object.keys(unread),
  };
}

function formattedPage(
  { finalUrl, status, headers, fetchedAt }: FetchedPage,
  formats: PageFormats,
): FormattedPage {
  return {
    ...formats,
    url: finalUrl,
    httpStatus: status,
    contentType: headers['content-type'] ?? null,
    fetchedAt: fetchedAt.toISOString(),
  };
}

function failed(reason: Failure): Scraped {
  return { result: pageFailed(reason), discovery: null };
}
