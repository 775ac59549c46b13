/**
 * How one page is visited: over plain HTTP, with a browser, or first the one and then the other where the page shows that
 * it needs it. Whatever the host answers is judged in the same way: what stands in front of a page,
 * a bot wall or a login, is never taken for it.
 */

import { retryAfterOf } from '../core/crawl/slow-down.js';
import { failure, type Failure } from '../core/failure.js';
import type { Hold } from '../core/hold.js';
import type { HostHabits } from '../core/page/host-habits.js';
import { guessedEncoding } from '../core/html/decode.js';
import { lackingFields } from '../core/page/gaps.js';
import type { BrowserNeed } from '../core/page/needs-browser.js';
import { hasText } from '../core/page/page-type.js';
import { hostKey } from '../core/url.js';
import type { Extraction, Extractor } from '../ports/extractor.js';
import type { Fault, FetchedPage, Fetcher, FetchRequest } from '../ports/fetcher.js';
import type { CookieChange } from '../core/session-cookies.js';
import type { PageCookies } from '../ports/page-cookies.js';
import type { Renderer } from '../ports/renderer.js';
import type { Job } from '../core/job.js';
import { findsFields } from '../core/job-spec.js';
import type { RenderMode } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { CrawlRules } from './crawl-rules.js';
import { blocked, denialOf, filledFrom, judge, withWarning, type Judged } from './judge-page.js';
import type { OpenSession } from './job-session.js';
import type { LearnFrom, PageLearning } from './learned-places.js';
import { awaitedMs, awaitedSelector, awaitedWarning, isAwaited } from './awaited.js';
import { createReader, stateOf, type Read } from './extract-page.js';

export interface VisitOptions {
  /** How a crawl finds its pages; null for other jobs. */
  readonly rules: CrawlRules | null;
  /** Called when the page's host is not needed for the moment, with the status it answered, if any. */
  readonly onFetched: (status: number | null, retryAfter: string | null) => void;
  /** Waits until the host may be asked once more. False when it asks for a longer pause than a page waits. */
  readonly again: () => Promise<boolean>;
  /** Aborts when a page that waits for its place in the browser is to be left for later. */
  readonly waiting: AbortSignal;
  /** The attempt that visits the page. */
  readonly hold?: Hold;
  /** Aborts when nothing more may be asked for: a page in the browser, which does so all the time, is closed at once. */
  readonly cancelled: AbortSignal;
}

export type Visit =
  | {
      readonly kind: 'read';
      readonly page: FetchedPage;
      readonly extraction: Extraction;
      readonly renderMode: RenderMode;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'redirected' };

/** `cookies`: what the visit has changed of its job's; left out where the job has none. */
export type Visited = Visit & { readonly cookies?: readonly CookieChange[] };

/** Rejects with the reason of the signal that aborted: `signal`, `waiting` or `cancelled`. */
export type VisitPage = (
  job: Job,
  page: WaitingPage,
  options: VisitOptions,
  signal: AbortSignal,
) => Promise<Visited>;

export interface VisitDeps {
  readonly fetcher: Fetcher;
  /** Null where there is no browser. */
  readonly renderer: Renderer | null;
  readonly extractor: Extractor;
  readonly habits: HostHabits;
  readonly learnFrom: LearnFrom;
  readonly openSession: OpenSession;
  /** Told why a page was rendered that had been fetched before, and whether that answered more fields. */
  readonly onEscalated: (reason: BrowserNeed['reason'], helped: boolean) => void;
}

/** With less time than this a browser is not worth starting on. */
const MIN_RENDER_MS = 500;

type Failed = { readonly kind: 'failed'; readonly failure: Failure; readonly fault?: Fault };
type Redirected = { readonly kind: 'redirected' };

interface Visiting extends VisitDeps, VisitOptions {
  readonly host: string;
  readonly accountId: string;
  readonly jobId: string;
  readonly spec: Job['spec'];
  readonly request: Omit<FetchRequest, 'timeoutMs'>;
  readonly read: Read;
  readonly signal: AbortSignal;
}

export function createVisitPage(deps: VisitDeps): VisitPage {
  return async (job, page, options, signal) => {
    const learning = deps.learnFrom(job, page, options.hold);
    try {
      const cookies = await deps.openSession(job);
      const visit = await visitWith(deps, job, page, options, { known: learning.known, cookies }, signal);
      if (visit.kind === 'read') await learning.note(visit.page.finalUrl, visit.extraction.learned ?? null);
      return cookies === null ? visit : { ...visit, cookies: cookies.changes() };
    } finally {
      learning.end();
    }
  };
}

async function visitWith(
  deps: VisitDeps,
  job: Job,
  page: WaitingPage,
  options: VisitOptions,
  { known, cookies }: { readonly known: PageLearning['known']; readonly cookies: PageCookies | null },
  signal: AbortSignal,
): Promise<Visit> {
  const { spec } = job;
  const visiting: Visiting = {
    ...deps,
    ...options,
    host: hostKey(page.url),
    accountId: job.accountId,
    jobId: job.id,
    spec,
    request: {
      url: page.url,
      accountId: job.accountId,
      ...(spec.locale === null ? {} : { locale: spec.locale }),
      ...extrasOf(spec, page.url),
      ...(cookies === null ? {} : { cookies }),
      ...(options.rules === null ? {} : { mayFollow: options.rules.mayFollow(page) }),
    },
    read: createReader(deps.extractor, page.url, spec, known),
    signal,
  };
  const block = deps.habits.blocked(job.accountId, visiting.host, spec.renderJs);
  if (block !== null) return failed(blocked(`${block.message} It is asked again in a few minutes.`));
  switch (spec.renderJs) {
    case 'never':
      return visitPlainly(visiting);
    case 'always':
      return visitWithBrowser(visiting);
    case 'auto':
      return deps.renderer !== null &&
        (awaitedMs(spec) > 0 || deps.habits.prefersBrowser(job.accountId, visiting.host))
        ? visitWithBrowser(visiting)
        : visitWithEither(visiting);
  }
}

/** A crawl's are for its seed's origin, and others' for that of each page: these URLs the caller has named. */
function extrasOf(spec: Job['spec'], url: string): Pick<FetchRequest, 'extras'> {
  if (!findsFields(spec) || spec.extras === undefined) return {};
  const { origin } = new URL(spec.kind === 'crawl' ? spec.crawl.seedUrl : url);
  return { extras: { ...spec.extras, origin } };
}

async function visitPlainly(visiting: Visiting, timeoutMs = visiting.spec.timeoutMs): Promise<Visit> {
  const plain = await fetchPlainly(visiting, timeoutMs);
  if (plain.kind !== 'judged') return plain;
  return conclude(visiting, plain, visiting.spec.renderJs === 'never');
}

async function visitWithBrowser(visiting: Visiting): Promise<Visit> {
  const { spec } = visiting;
  const rendered = await render(visiting, spec.timeoutMs);
  if (rendered.kind === 'judged') return conclude(visiting, rendered, true, 'headless');
  if (rendered.kind === 'no_document') {
    if (!(await visiting.again()))
      return failed(blocked('The site asks for a longer pause than the page may wait.'));
    return visitPlainly(visiting, Math.max(MIN_RENDER_MS, spec.timeoutMs - rendered.spentMs));
  }
  const isGuess = spec.renderJs === 'auto' && rendered.kind === 'failed' && isUnavailable(rendered);
  return isGuess ? visitPlainly(visiting) : rendered;
}

async function visitWithEither(visiting: Visiting): Promise<Visit> {
  const { habits, accountId, host, spec, renderer } = visiting;
  const startedAt = performance.now();
  const plain = await fetchPlainly(visiting, spec.timeoutMs);
  if (plain.kind === 'failed' && plain.fault !== undefined && plain.fault !== 'too_many_redirects') {
    return renderInstead(visiting, plain, spec.timeoutMs - (performance.now() - startedAt));
  }
  if (plain.kind !== 'judged') return plain;
  const need = needOf(spec, plain);
  const lacking = lackingFields(plain.extraction.gaps);
  if (lacking.length === 0 && need === null) habits.notePlainEnough(accountId, host);
  const leftMs = spec.timeoutMs - (performance.now() - startedAt);
  if (need === null || renderer === null) return conclude(visiting, plain, true);
  if (leftMs < MIN_RENDER_MS) return conclude(visiting, plain, false);
  if (need.strength === 'weak' && habits.isFutile(accountId, host, lacking))
    return conclude(visiting, plain, true);

  if (!(await visiting.again())) return conclude(visiting, plain, false);
  const rendered = await render(visiting, leftMs);
  if (rendered.kind === 'redirected') return rendered;
  if (rendered.kind === 'no_document') return conclude(visiting, plain, true);
  if (rendered.kind === 'failed') {
    if (plain.refusal !== null && !isUnavailable(rendered)) return rendered;
    const warning = `could not render the page with a browser: ${rendered.failure.message}`;
    return conclude(visiting, isUnavailable(rendered) ? plain : withWarning(plain, warning), false);
  }
  if (rendered.refusal !== null) return conclude(visiting, plain.refusal === null ? plain : rendered, true);

  // A page that something stood in the way of may have had an answer for every field: not one of its own.
  const helped =
    need === AWAITED ||
    lacking.length === 0 ||
    lacking.some((field) => rendered.extraction.grounded.includes(field));
  // What this caller waits for says nothing about the host.
  if (need !== AWAITED) habits.noteRendered(accountId, host, need, lacking, helped);
  visiting.onEscalated(need.reason, helped);
  if (!helped && plain.refusal === null) return conclude(visiting, plain, true);
  return conclude(
    visiting,
    plain.refusal === null ? filledFrom(rendered, plain) : rendered,
    true,
    'headless',
  );
}

const AWAITED: BrowserNeed = { reason: 'awaited', strength: 'strong' };

/** Why a page that was fetched plainly is rendered. What the caller waits for counts like what the page itself says. */
function needOf(spec: Job['spec'], { page, extraction: { need }, refusal }: Judged): BrowserNeed | null {
  if (refusal !== null || need?.strength === 'strong') return need;
  return isAwaited(spec, page) ? AWAITED : need;
}

const FETCH_FAILED: BrowserNeed = { reason: 'fetch_failed', strength: 'weak' };

/** Where the plain fetch failed in a way in which a browser may not. What it cannot read either has failed as it did. */
async function renderInstead(visiting: Visiting, plain: Failed, leftMs: number): Promise<Visit> {
  const { habits, accountId, host } = visiting;
  // No field of a schema: what is lacking is the page.
  const lacking = [`(${plain.fault})`];
  if (visiting.renderer === null || leftMs < MIN_RENDER_MS || habits.isFutile(accountId, host, lacking))
    return plain;
  if (!(await visiting.again())) return plain;
  const rendered = await render(visiting, leftMs);
  if (rendered.kind === 'redirected') return rendered;
  const helped = rendered.kind === 'judged' && rendered.refusal === null;
  habits.noteRendered(accountId, host, FETCH_FAILED, lacking, helped);
  visiting.onEscalated(FETCH_FAILED.reason, helped);
  if (rendered.kind !== 'judged') return plain;
  const warning = `was read with a browser, as the plain fetch failed: ${plain.failure.message}`;
  return conclude(visiting, withWarning(rendered, warning), true, 'headless');
}

/**
 * The end of a visit: what was learned of the host, and the page or the refusal. `triedAll` says whether everything that
 * the job's `renderJs` allows was tried: only then is a wall kept for the pages that follow.
 */
function conclude(
  { habits, host, accountId, spec }: Visiting,
  judged: Judged,
  triedAll: boolean,
  renderMode?: RenderMode,
): Visit {
  const { page, extraction, refusal } = judged;
  if (refusal !== null) {
    if (extraction.block !== null && triedAll)
      habits.noteBlock(accountId, host, spec.renderJs, extraction.block);
    return failed(refusal);
  }
  habits.noteGood(accountId, host, spec.renderJs);
  const mode = renderMode ?? (extraction.structured ? 'structured' : 'fetch');
  const warning = awaitedWarning(spec, page, mode);
  const told = warning === null ? extraction : withWarning(judged, warning).extraction;
  return { kind: 'read', page, extraction: told, renderMode: mode };
}

async function fetchPlainly(visiting: Visiting, timeoutMs: number): Promise<Judged | Failed | Redirected> {
  const startedAt = performance.now();
  const outcome = await visiting.fetcher.fetch(
    { ...visiting.request, timeoutMs, wantsBody: hasText, followsRefresh: true },
    visiting.signal,
  );
  visiting.onFetched(...statusOf(outcome));
  if (outcome.kind === 'redirected') return { kind: 'redirected' };
  if (outcome.kind === 'failed') return outcome;
  return read(visiting, outcome, timeoutMs - (performance.now() - startedAt));
}

type Rendered = Judged | Failed | Redirected | { readonly kind: 'no_document'; readonly spentMs: number };

async function render(visiting: Visiting, timeoutMs: number): Promise<Rendered> {
  const { renderer, request, spec, jobId, waiting, habits, accountId, host } = visiting;
  const signal = AbortSignal.any([visiting.signal, visiting.cancelled]);
  if (renderer === null)
    return failed(failure('RENDERING_UNAVAILABLE', 'This installation has no browser to render pages with.'));
  const outcome = await renderer.render(
    {
      ...request,
      timeoutMs,
      cacheScope: jobId,
      owner: accountId,
      leastWaitMs: awaitedMs(spec),
      mayScrollFor: (missing) => !habits.isScrolledInVain(accountId, host, missing),
      onScrolled: (before, after) => habits.noteScrolled(accountId, host, before, after),
      judge: async (page) =>
        stateOf(
          await visiting.read(page, timeoutMs, signal),
          awaitedSelector(spec) === null ? null : isAwaited(spec, page),
        ),
    },
    { signal, waiting },
  );
  visiting.onFetched(...statusOf(outcome));
  if (outcome.kind === 'page') return read(visiting, outcome, timeoutMs);
  return outcome.kind === 'redirected' ? { kind: 'redirected' } : outcome;
}

async function read(visiting: Visiting, page: FetchedPage, timeoutMs: number): Promise<Judged | Failed> {
  const extraction = await visiting.read(page, timeoutMs, visiting.signal);
  if ('failure' in extraction) return failed(denialOf(page) ?? extraction.failure);
  return warningsOf(page).reduce(withWarning, judge(page, extraction));
}

/** What was not as it should be with a page that has been read. */
function warningsOf({ body, warnings = [] }: FetchedPage): readonly string[] {
  const guess = guessedEncoding(body);
  return guess === null
    ? warnings
    : [...warnings, `the page does not say its encoding, and was read as ${guess}, as its text tells`];
}

function failed(reason: Failure): Failed {
  return { kind: 'failed', failure: reason };
}

function isUnavailable({ failure: { code } }: Failed): boolean {
  return code === 'RENDERING_UNAVAILABLE';
}

/** What a host's turn is told of an answer. */
export function statusOf(
  outcome: FetchedPage | { readonly kind: 'failed' | 'redirected' | 'no_document' },
): [status: number | null, retryAfter: string | null] {
  if (outcome.kind !== 'page') return [null, null];
  return [outcome.status, retryAfterOf(outcome.headers, outcome.fetchedAt)];
}
