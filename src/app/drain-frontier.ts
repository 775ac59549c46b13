/**
 * Works through pages of a job's frontier: leases a few, runs them, leases more, until the frontier is empty, the page
 * limit is reached or the time box is over. What was leased and did not run is given back; after a crash the retried
 * chunk, which has the same holder, gets it back.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Hold } from '../core/hold.js';
import type { Job } from '../core/job.js';
import { pageSkipped, type PageOutcome } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import { addResult, emptyTally, type ErrorCounts, type Tally } from '../core/job-progress.js';
import { CHUNK_MS } from '../core/timings.js';
import type { Brake } from './brake.js';
import type { CrawlRules } from './crawl-rules.js';
import { JobOver } from './job-watch.js';
import type { KnownLinks } from './known-links.js';
import type { RobotsOf } from './robots-of.js';
import type { ChunkDeps } from './run-chunk.js';
import { PAGE_STOPPED, runPage, type PageRun } from './run-page.js';
import type { ScrapePage } from './scrape-page.js';

/** Pages of busy hosts that are put aside while more are leased. */
const MAX_BUSY = 100;

export interface FrontierChunkRequest {
  readonly jobId: string;
  readonly hold: Hold;
  /** The only chunk of its job under way: it ends once it has found work for others. */
  readonly alone: boolean;
  readonly recovering: boolean;
}

export interface FrontierChunkResult {
  readonly succeeded: number;
  readonly failed: number;
  readonly errors?: ErrorCounts;
  /** Whether the frontier has pages that nobody holds and that may be visited. */
  readonly more: boolean;
  readonly stop: boolean;
}

/** What a chunk says of a job that is over, or being cancelled. */
export const STOPPED: FrontierChunkResult = { succeeded: 0, failed: 0, more: false, stop: true };

/** What a chunk says that has waited for room on the disk in vain. */
export const NO_ROOM: FrontierChunkResult = { succeeded: 0, failed: 0, more: true, stop: false };

export interface FrontierDeps extends Omit<ChunkDeps, 'scrapePage'> {
  readonly robotsOf: RobotsOf;
  readonly known: KnownLinks;
  /** The product token that robots.txt groups are matched with. */
  readonly robotsToken: string;
}

/** What a kind of job does with the pages of its frontier. */
export interface FrontierWork {
  readonly rules: CrawlRules;
  readonly scrapePage: ScrapePage;
  readonly obeysRobots: boolean;
  /** At least this long between requests to a host, whatever its robots.txt says. */
  readonly spacingMs: number;
}

/** Whether the robots.txt of the URL's host lets us fetch it. */
export function robotsAllow(
  deps: Pick<FrontierDeps, 'robotsOf' | 'robotsToken'>,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  return deps.robotsOf(url, signal).then((robots) => robots.allows(deps.robotsToken, url));
}

/** Runs pages until the frontier is empty, the page limit is reached or the brake stops it; gives back what did not run. */
export async function drainFrontier(
  deps: FrontierDeps,
  job: Job,
  work: FrontierWork,
  request: FrontierChunkRequest,
  brake: Brake,
): Promise<FrontierChunkResult> {
  let tally;
  try {
    tally = await runPages(deps, job, work, request, brake);
  } finally {
    brake.release();
    await deps.store.frontier.release(job.id, request.hold);
  }
  // What this chunk gave back is work too.
  return {
    ...tally,
    more: await deps.store.frontier.hasWork(job.id),
    stop: brake.cancelled.reason instanceof JobOver,
  };
}

async function runPages(
  deps: FrontierDeps,
  job: Job,
  work: FrontierWork,
  request: FrontierChunkRequest,
  brake: Brake,
): Promise<Tally> {
  const { store, known } = deps;
  const width = request.recovering ? 1 : job.spec.perChunk;
  const tally = emptyTally();
  let queue = request.recovering ? await store.frontier.held(job.id, request.hold.chunk) : [];
  /** Pages whose host was busy: others go first. They are not tried again at once, or their loops would spin. */
  const busy: { readonly page: WaitingPage; readonly notBefore: number }[] = [];
  let leasing: Promise<void> | undefined;
  let running = 0;
  // Wakes the loops that found the frontier empty: a page that ends may have filled it.
  let wake: () => void = () => undefined;
  let pageEnded = new Promise<void>((resolve) => (wake = resolve));

  const lease = async (): Promise<void> => {
    queue = await store.frontier.lease(job.id, request.hold, 2 * width);
    leasing = undefined;
  };

  const next = async (): Promise<WaitingPage | undefined> => {
    for (;;) {
      if (brake.stop.aborted) return undefined;
      const page = queue.shift();
      if (page !== undefined) return page;
      if (busy.length < MAX_BUSY) await (leasing ??= lease());
      if (queue.length > 0) continue;
      const waited = busy.shift();
      if (waited !== undefined) {
        await sleep(Math.max(0, waited.notBefore - performance.now()), undefined, {
          signal: brake.stop,
        }).catch(() => undefined);
        return waited.page;
      }
      if (running === 0) return undefined;
      await pageEnded;
    }
  };

  const loop = async (): Promise<void> => {
    for (let page; (page = await next()) !== undefined;) {
      running += 1;
      const notBefore = performance.now() + CHUNK_MS.patience;
      try {
        const run = await runWhereAllowed(deps, job, page, work, request, brake);
        if (run.kind === 'later') busy.push({ page, notBefore });
        if (run.kind === 'done') note(page, run.outcome);
      } finally {
        running -= 1;
        wake();
        pageEnded = new Promise((resolve) => (wake = resolve));
      }
    }
  };

  const note = (page: WaitingPage, { result, discovery }: PageOutcome): void => {
    // A page that was redirected to a known URL added nothing, and only the database knows whether it was.
    if (discovery?.arrivedAt === null) known.note(job.id, discovery.links, page.depth + 1);
    addResult(tally, result);
    if (request.alone && (discovery?.links.length ?? 0) > 0) brake.apply();
  };

  const ended = await Promise.allSettled(Array.from({ length: width }, loop));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return tally;
}

/** A page behind its host's robots.txt. */
async function runWhereAllowed(
  deps: FrontierDeps,
  job: Job,
  page: WaitingPage,
  { rules, scrapePage, obeysRobots, spacingMs }: FrontierWork,
  { hold, recovering }: FrontierChunkRequest,
  brake: Brake,
): Promise<PageRun> {
  const run = (waitMs: number): Promise<PageRun> => {
    const options = { hold, recovering, rules, spacingMs: waitMs, patienceMs: CHUNK_MS.patience };
    return runPage({ ...deps, scrapePage }, job, page, options, brake);
  };
  if (!obeysRobots) return run(spacingMs);
  let robots;
  try {
    robots = await deps.robotsOf(page.url, brake.cutOff);
  } catch (error) {
    if (brake.cutOff.aborted) return PAGE_STOPPED;
    throw error;
  }
  if (!robots.allows(deps.robotsToken, page.url)) {
    const { unreadable } = robots;
    const result =
      unreadable === undefined
        ? pageSkipped('robots.txt does not allow this page', 'robots')
        : pageSkipped(unreadable, 'robots_unavailable');
    const outcome: PageOutcome = {
      jobId: job.id,
      pageNo: page.pageNo,
      hold,
      result,
      charge: 0,
      exchange: null,
      discovery: null,
      notes: rules.notesOn?.(page, result) ?? null,
    };
    await deps.commitPage(outcome);
    return { kind: 'done', outcome };
  }
  return run(Math.max(spacingMs, robots.crawlDelayMs(deps.robotsToken) ?? 0));
}
