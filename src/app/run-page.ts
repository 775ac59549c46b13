/** One page of a chunk: its turn at its host, its fetch, its committed outcome. */

import { asksToSlowDown } from '../core/crawl/slow-down.js';
import { SpiderCrashed } from '../core/spider-errors.js';
import { PAGE_MS } from '../core/timings.js';
import { hostKey } from '../core/url.js';
import type { Hold } from '../core/hold.js';
import type { HostGate, Turn } from '../ports/host-gate.js';
import type { Job } from '../core/job.js';
import type { PageOutcome, PageSuccess } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';
import type { Brake } from './brake.js';
import type { ChunkHolds } from './chunk-holds.js';
import type { CommitPage } from './commit-pages.js';
import type { CrawlRules } from './crawl-rules.js';
import { ModelBusy } from './model-slots.js';
import type { ResultCache } from './result-cache.js';
import type { RideOut } from './ride-out.js';
import type { ScrapePage } from './scrape-page.js';
import type { Standstill } from './standstill.js';
import type { TellDeliveries } from './tell-deliveries.js';

/** A page that was under way in this many crashes is not tried again: it may be what kills the process. */
const MAX_CRASHES = 3;
/** So often a page runs again that failed while this process stood still; after that, it may be what holds it up. */
const MAX_STANDSTILLS = 3;
/** How often a crawl asks for a page whose host answers 429 or 503. */
const CRAWL_TRIES = 3;

export interface PageDeps {
  readonly store: Store;
  readonly hostGate: HostGate;
  readonly scrapePage: ScrapePage;
  readonly commitPage: CommitPage;
  readonly tellDeliveries: TellDeliveries;
  readonly cache: ResultCache;
  readonly rideOut: RideOut;
  readonly holds: Pick<ChunkHolds, 'awake'>;
  readonly standstill: Pick<Standstill, 'since'>;
}

export interface PageOptions {
  /** The attempt of the chunk that runs the page. */
  readonly hold: Hold;
  /** An earlier attempt of the chunk died, so a crash is counted before the page is touched. */
  readonly recovering: boolean;
  readonly rules: CrawlRules | null;
  /** At least this long between requests to the host, as its Crawl-delay asks. */
  readonly spacingMs: number;
  /** How long the page may wait for its host before others go first. */
  readonly patienceMs: number;
  /** An earlier result that answers the page: its host is not asked then. */
  readonly earlier?: PageSuccess | undefined;
}

export type PageRun =
  /** Its outcome is stored. */
  | { readonly kind: 'done'; readonly outcome: PageOutcome }
  /** The chunk stopped before the page ended. */
  | { readonly kind: 'stopped' }
  /**
   * It is taken up again behind other pages: its host had no free slot within `patienceMs` or is to be asked once more,
   * the model had no time for it, or this process stood still under it.
   */
  | { readonly kind: 'later' };

export const PAGE_STOPPED: PageRun = { kind: 'stopped' };
const LATER: PageRun = { kind: 'later' };

export async function runPage(
  deps: PageDeps,
  job: Job,
  page: WaitingPage,
  { hold, recovering, rules, spacingMs, patienceMs, earlier }: PageOptions,
  brake: Brake,
): Promise<PageRun> {
  if (earlier !== undefined) {
    const outcome = { ...deps.cache.reuse(job, page, earlier), hold };
    await deps.commitPage(outcome);
    return { kind: 'done', outcome };
  }
  let turn: Turn | null;
  try {
    turn = await deps.hostGate.enter(hostKey(page.url), brake.stop, { spacingMs, patienceMs });
  } catch (error) {
    if (brake.stop.aborted) return PAGE_STOPPED;
    throw error;
  }
  if (turn === null) return LATER;
  const { pages } = deps.store;
  let isCounted = false;
  // A database that is away meanwhile must not make a crash of it.
  const noCrash = async (): Promise<void> => {
    if (isCounted) await deps.rideOut(() => pages.uncountCrash(job.id, page.pageNo));
    isCounted = false;
  };
  try {
    await deps.holds.awake();
    if (brake.cancelled.aborted) return PAGE_STOPPED;
    const crashes = recovering ? (await pages.countCrash(job.id, page.pageNo)) - 1 : 0;
    isCounted = recovering;
    let answered: number | null = null;
    const onFetched: Turn['fetched'] = (status = null, retryAfter = null) => {
      answered = status;
      turn.fetched(status, retryAfter);
    };
    const again = (): Promise<boolean> =>
      turn.again(AbortSignal.any([brake.cutOff, brake.cancelled]), {
        spacingMs,
        patienceMs: PAGE_MS.secondTurn,
      });
    const { stop: waiting, cancelled } = brake;
    const crashed = crashes >= MAX_CRASHES;
    const options = { crashed, rules, onFetched, again, hold, waiting, cancelled };
    const startedAt = Date.now();
    const outcome = await deps.scrapePage(job, page, options, brake.cutOff);
    const isOurs = outcome.result.status === 'error' && deps.standstill.since(startedAt);
    if (isOurs && (await pages.countRetry(job.id, page.pageNo)) <= MAX_STANDSTILLS) {
      await noCrash();
      return LATER;
    }
    // It comes back when the host is ready again, behind the job's other pages.
    const tries = triesFor(job, rules, outcome, answered);
    if (tries > 1 && (await pages.countRetry(job.id, page.pageNo)) < tries) {
      await noCrash();
      return LATER;
    }
    await deps.commitPage({ ...outcome, hold });
    deps.tellDeliveries(job);
    return { kind: 'done', outcome };
  } catch (error) {
    // A spider that ended under the page may do so again; whatever else this was, it was no crash.
    if (!(error instanceof SpiderCrashed)) await noCrash();
    if (brake.cutOff.aborted) return PAGE_STOPPED;
    if (error instanceof ModelBusy) return LATER;
    // It still waited for its place in the browser when the chunk was told to stop.
    if (brake.stop.aborted && error === brake.stop.reason) return PAGE_STOPPED;
    // Its next request would have come after the cancel.
    if (brake.cancelled.aborted && error === brake.cancelled.reason) return PAGE_STOPPED;
    throw error;
  } finally {
    turn.leave();
  }
}

/**
 * How often a page is asked for that ended so, with the last status of its host or null without an answer. Crawls wait
 * for an overloaded host; who named the URL is told that it can be repeated, unless the job says more.
 */
function triesFor(
  { spec }: Job,
  rules: CrawlRules | null,
  { result }: PageOutcome,
  answered: number | null,
): number {
  if (rules !== null) return asksToSlowDown(answered) ? CRAWL_TRIES : 1;
  const isBroken =
    answered === null
      ? result.status === 'error' && result.failure.code === 'URL_UNREACHABLE'
      : asksToSlowDown(answered) || answered >= 500;
  return isBroken ? spec.tries : 1;
}
