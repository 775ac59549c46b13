/** A spider's page: fetched as any other, and then read by the spider's own code. */

import { canonicalUrl } from '../core/crawl/canonical-url.js';
import { failure, type Failure } from '../core/failure.js';
import type { KnownSettings } from '../core/spider-settings.js';
import type { FetchedPage } from '../ports/fetcher.js';
import type { SpiderRequest, SpiderSession, OnLog } from '../ports/spider-processes.js';
import type { Job } from '../core/job.js';
import {
  linkTo,
  pageFailed,
  pageRead,
  pageSkipped,
  type Discovery,
  type Link,
  type PageOutcome,
} from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { KnownLinks } from './known-links.js';
import type { ScrapePage } from './scrape-page.js';
import type { VisitOptions, VisitPage } from './visit-page.js';

export interface SpiderPageDeps {
  readonly visitPage: VisitPage;
  readonly known: KnownLinks;
  readonly onPage: (result: PageOutcome['result'], durationMs: number) => void;
}

/** What the database counts hops with goes no further. */
const MAX_DEPTH = 30_000;

/** How the pages of one job are read. `onLog` is told of every page that fails. */
export function createSpiderPage(
  deps: SpiderPageDeps,
  session: SpiderSession,
  settings: KnownSettings,
  onLog: OnLog,
): ScrapePage {
  return async (job, page, options, signal) => {
    const startedAt = performance.now();
    let httpStatus: number | null = null;
    const onFetched: VisitOptions['onFetched'] = (status, retryAfter) => {
      httpStatus = status;
      options.onFetched(status, retryAfter);
    };
    const noted = { ...options, onFetched };
    const scraped = options.crashed
      ? gaveUp()
      : await scrape(deps, session, settings, job, page, noted, signal);
    const { result } = scraped;
    if (result.status === 'error') onLog('warning', `${page.url}: ${result.failure.message}`);
    const durationMs = performance.now() - startedAt;
    deps.onPage(result, durationMs);
    const exchange = { httpStatus, durationMs: Math.round(durationMs) };
    return { jobId: job.id, pageNo: page.pageNo, exchange, ...scraped };
  };
}

type Scraped = Pick<PageOutcome, 'result' | 'charge' | 'discovery' | 'items'>;

function gaveUp(): Scraped {
  const why = "The spider's process ended several times under this page, so it was given up.";
  return failed(failure('PAGE_CRASHED', why), 0);
}

async function scrape(
  deps: SpiderPageDeps,
  session: SpiderSession,
  settings: KnownSettings,
  ...[job, page, options, signal]: Parameters<ScrapePage>
): Promise<Scraped> {
  const renderJs = page.request?.render ?? job.spec.renderJs;
  const visit = await deps.visitPage({ ...job, spec: { ...job.spec, renderJs } }, page, options, signal);
  if (visit.kind === 'failed') return failed(visit.failure, 0);
  if (visit.kind === 'redirected') {
    const result = pageSkipped('redirected to where robots.txt does not let us go', 'redirected');
    return { result, charge: 0, discovery: null };
  }
  const fetched = visit.page;
  // What was fetched is charged, whatever the spider makes of it.
  if (!settings.parsesErrors && (fetched.status < 200 || fetched.status > 299))
    return failed(failure('URL_UNREACHABLE', `The site answered HTTP ${fetched.status}.`), 1);
  const parsed = await session.parse(
    {
      url: fetched.finalUrl,
      requestedUrl: page.url,
      status: fetched.status,
      headers: fetched.headers,
      contentType: fetched.contentType,
      body: fetched.body,
      depth: page.depth,
      data: page.request?.data,
    },
    signal,
  );
  if (parsed.kind === 'failed') return failed(failure('SPIDER_FAILED', `parse failed: ${parsed.message}`), 1);
  return {
    result: pageRead(visit.renderMode, {}),
    charge: 1,
    discovery: discover(deps.known, settings, job, page, fetched, parsed.requests),
    items: parsed.items,
  };
}

function discover(
  known: KnownLinks,
  settings: KnownSettings,
  job: Job,
  page: WaitingPage,
  fetched: FetchedPage,
  requests: readonly SpiderRequest[],
): Discovery {
  const arrivedKey = canonicalUrl(fetched.finalUrl);
  const arrivedAt = arrivedKey === null || arrivedKey === canonicalUrl(page.url) ? null : linkTo(arrivedKey);
  if (page.depth >= (settings.maxDepth ?? MAX_DEPTH)) return { arrivedAt, links: [], matched: 0 };
  const links = toLinks(requests);
  return { arrivedAt, links: known.unknown(job.id, links, page.depth + 1), matched: links.length };
}

/** Pages are visited in their canonical form, once each. */
export function toLinks(requests: readonly SpiderRequest[]): Link[] {
  return requests.flatMap(({ url, request }) => {
    const key = canonicalUrl(url);
    return key === null ? [] : [{ ...linkTo(key), ...(request === null ? {} : { request }) }];
  });
}

function failed(reason: Failure, charge: number): Scraped {
  return { result: pageFailed(reason), charge, discovery: null };
}
