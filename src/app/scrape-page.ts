/** One page from its URL to its outcome. What the site does wrong is an outcome; what we do wrong is thrown. */

import { failure, type Failure } from '../core/failure.js';
import { pagePrice } from '../core/ledger.js';
import type { Extractor } from '../ports/extractor.js';
import type { Fetcher, FetchedPage } from '../ports/fetcher.js';
import type { Job, PageOutcome, PageResult, WaitingPage } from '../ports/store.js';

/**
 * `crashed`: the page was under way in too many crashes and is not to be tried again. `onFetched` is called when its host
 * is no longer needed.
 */
export type ScrapePage = (
  job: Job,
  page: WaitingPage,
  crashed: boolean,
  onFetched: () => void,
  signal: AbortSignal,
) => Promise<PageOutcome>;

export interface ScrapeDeps {
  readonly fetcher: Fetcher;
  readonly extractor: Extractor;
  /** Told how each page ended and how long it took, in milliseconds. */
  readonly onPage: (result: PageResult, durationMs: number) => void;
}

export function createScrapePage(deps: ScrapeDeps): ScrapePage {
  return async (job, page, crashed, onFetched, signal) => {
    const startedAt = performance.now();
    const result = crashed ? gaveUp() : await run(deps, job, page.url, onFetched, signal);
    deps.onPage(result, performance.now() - startedAt);
    const charge = pagePrice(result.status === 'error' ? result.failure.code : null);
    return { jobId: job.id, pageNo: page.pageNo, result, charge };
  };
}

function gaveUp(): PageResult {
  return failed(
    failure('PAGE_CRASHED', 'The worker died several times while it had this page, so it was given up.'),
  );
}

async function run(
  deps: ScrapeDeps,
  job: Job,
  url: string,
  onFetched: () => void,
  signal: AbortSignal,
): Promise<PageResult> {
  const { spec } = job;
  if (spec.renderJs === 'always') {
    return failed(
      failure('RENDERING_UNAVAILABLE', 'This installation cannot render pages with a browser yet.'),
    );
  }
  const locale = spec.locale === null ? {} : { locale: spec.locale };
  const outcome = await deps.fetcher.fetch({ url, timeoutMs: spec.timeoutMs, ...locale }, signal);
  onFetched();
  if (outcome.kind === 'failed') return failed(outcome.failure);
  const refused = refusal(outcome);
  if (refused !== null) return failed(refused);

  const extraction = await deps.extractor.extract(outcome, spec.schema);
  return {
    status: 'success',
    renderMode: extraction.structured ? 'structured' : 'fetch',
    data: extraction.data,
    warnings: extraction.warnings,
    imagesProcessed: null,
  };
}

/** Statuses by which a site says that it does not want this request; other errors are pages like any (section 13). */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 407, 429, 451, 503]);

function refusal(page: FetchedPage): Failure | null {
  return REFUSALS.has(page.status)
    ? failure('FETCH_BLOCKED', `The site refused the request (HTTP ${page.status}).`)
    : null;
}

function failed(reason: Failure): PageResult {
  return { status: 'error', failure: reason };
}
