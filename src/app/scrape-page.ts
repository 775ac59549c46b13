/** One page from its URL to its outcome. What the site does wrong is an outcome; what we do wrong is thrown. */

import { failure, type Failure } from '../core/failure.js';
import { pagePrice } from '../core/ledger.js';
import { hasText } from '../core/page-type.js';
import type { Extractor } from '../ports/extractor.js';
import type { Fetcher, FetchedPage, FetchOutcome } from '../ports/fetcher.js';
import type { Discovery, Job, PageOutcome, PageResult, Skipped, WaitingPage } from '../ports/store.js';
import type { CrawlRules } from './crawl-page.js';

export interface ScrapeOptions {
  /** The page was under way in too many crashes and is not to be tried again. */
  readonly crashed: boolean;
  /** How a crawl finds its pages; null for other jobs. */
  readonly rules: CrawlRules | null;
  /** Called when the page's host is no longer needed, with the status it answered, if any. */
  readonly onFetched: (status: number | null, retryAfter: string | null) => void;
}

export type ScrapePage = (
  job: Job,
  page: WaitingPage,
  options: ScrapeOptions,
  signal: AbortSignal,
) => Promise<PageOutcome>;

export interface ScrapeDeps {
  readonly fetcher: Fetcher;
  readonly extractor: Extractor;
  /** Told how each page ended and how long it took, in milliseconds. */
  readonly onPage: (result: PageResult | Skipped, durationMs: number) => void;
}

interface Scraped {
  readonly result: PageResult | Skipped;
  readonly discovery: Discovery | null;
}

export function createScrapePage(deps: ScrapeDeps): ScrapePage {
  return async (job, page, options, signal) => {
    const startedAt = performance.now();
    const { result, discovery } = options.crashed ? gaveUp() : await scrape(deps, job, page, options, signal);
    deps.onPage(result, performance.now() - startedAt);
    return { jobId: job.id, pageNo: page.pageNo, result, charge: priceOf(result), discovery };
  };
}

function priceOf(result: PageResult | Skipped): number {
  if (result.status === 'skipped') return 0;
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
  { rules, onFetched }: ScrapeOptions,
  signal: AbortSignal,
): Promise<Scraped> {
  const { spec } = job;
  if (spec.renderJs === 'always') {
    return failed(
      failure('RENDERING_UNAVAILABLE', 'This installation cannot render pages with a browser yet.'),
    );
  }
  const request = {
    url: page.url,
    timeoutMs: spec.timeoutMs,
    wantsBody: hasText,
    ...(spec.locale === null ? {} : { locale: spec.locale }),
    ...(rules === null ? {} : { mayFollow: rules.mayFollow(page) }),
  };
  const startedAt = performance.now();
  const outcome = await deps.fetcher.fetch(request, signal);
  onFetched(...statusOf(outcome));
  if (outcome.kind === 'redirected') {
    return {
      result: { status: 'skipped', why: 'redirected to where the crawl may not go' },
      discovery: null,
    };
  }
  if (outcome.kind === 'failed') return failed(outcome.failure);
  const refused = refusal(outcome);
  if (refused !== null) return failed(refused);

  const wantLinks = rules === null ? undefined : { respectNofollow: spec.crawl?.respectNofollow ?? true };
  const limits = { timeoutMs: spec.timeoutMs - (performance.now() - startedAt), signal };
  const extraction = await deps.extractor.extract(outcome, spec.schema, wantLinks, limits);
  if ('failure' in extraction) return failed(extraction.failure);
  return {
    result: {
      status: 'success',
      renderMode: extraction.structured ? 'structured' : 'fetch',
      data: extraction.data,
      warnings: extraction.warnings,
      imagesProcessed: null,
    },
    discovery: rules === null ? null : rules.discover(page, outcome.finalUrl, extraction.links ?? []),
  };
}

/** What a host's turn is told of an answer. */
export function statusOf(outcome: FetchOutcome): [status: number | null, retryAfter: string | null] {
  return outcome.kind === 'page' ? [outcome.status, outcome.headers['retry-after'] ?? null] : [null, null];
}

/** Statuses by which a site says that it does not want this request; other errors are pages like any (section 13). */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 407, 429, 451, 503]);

function refusal(page: FetchedPage): Failure | null {
  return REFUSALS.has(page.status)
    ? failure('FETCH_BLOCKED', `The site refused the request (HTTP ${page.status}).`)
    : null;
}

function failed(reason: Failure): Scraped {
  return { result: { status: 'error', failure: reason }, discovery: null };
}
