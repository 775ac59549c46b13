/**
 * Works through a range of a job's pages. Pages are claimed in order, several at once; `next` says from where the range
 * must be taken up again, so a chunk may stop at any time: by its time box, a cancel, a shutdown, a failed page.
 * It never needs to know why it stops.
 */

import type { PageRange } from '../core/plan.js';
import { hostKey } from '../core/url.js';
import type { HostGate, Turn } from '../ports/host-gate.js';
import type { Job, PageOutcome, Store, WaitingPage } from '../ports/store.js';
import type { CommitPage } from './commit-pages.js';
import type { ScrapePage } from './scrape-page.js';

/** Bounds what a deploy waits for, what a crash repeats, and how long one job holds a slot. */
const TIME_BOX_MS = 20_000;
/** Pages in flight get this long to end once the chunk is told to stop; then they are cut off and count as not run. */
const DRAIN_MS = 2_000;
/** A page that was under way in this many crashes is not tried again: it may be what kills the process. */
const MAX_CRASHES = 3;

export interface ChunkRequest extends PageRange {
  readonly jobId: string;
  /** True when an earlier attempt of this chunk died: pages then run one by one, so that a crash names its page. */
  readonly recovering: boolean;
}

export interface ChunkResult {
  /** The first page of the range that has no outcome yet; the end of the range when all have one. */
  readonly next: number;
  readonly succeeded: number;
  readonly failed: number;
  /** The job is over or being cancelled: no chunk of it should run any more. */
  readonly stop: boolean;
}

export class JobGone extends Error {
  override readonly name = 'JobGone';
}

export type RunChunk = (request: ChunkRequest, cancelled: AbortSignal) => Promise<ChunkResult>;

export interface ChunkDeps {
  readonly store: Store;
  readonly hostGate: HostGate;
  readonly openJob: (jobId: string) => Promise<Job | null>;
  readonly scrapePage: ScrapePage;
  readonly commitPage: CommitPage;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
}

export function createRunChunk(deps: ChunkDeps): RunChunk {
  return async (request, cancelled) => {
    const job = await deps.openJob(request.jobId);
    if (job === null) throw new JobGone(`no such job [job=${request.jobId}]`);
    if (job.state !== 'running') return { next: request.from, succeeded: 0, failed: 0, stop: true };

    const pages = await deps.store.pages.waiting(job.id, request.from, request.to);
    const brake = createBrake([cancelled, deps.shutdown]);
    try {
      const outcomes = await runPages(deps, job, pages, request.recovering, brake);
      const firstLeft = pages.find((page) => !outcomes.has(page.pageNo));
      const failed = [...outcomes.values()].filter((outcome) => outcome.result.status === 'error').length;
      return {
        next: firstLeft?.pageNo ?? request.to,
        succeeded: outcomes.size - failed,
        failed,
        stop: false,
      };
    } finally {
      brake.release();
    }
  };
}

async function runPages(
  deps: ChunkDeps,
  job: Job,
  pages: readonly WaitingPage[],
  recovering: boolean,
  brake: Brake,
): Promise<Map<number, PageOutcome>> {
  const outcomes = new Map<number, PageOutcome>();
  let claimed = 0;

  const worker = async (): Promise<void> => {
    for (let page; !brake.stop.aborted && (page = pages[claimed++]) !== undefined;) {
      const outcome = await runPage(deps, job, page, recovering, brake);
      if (outcome === null) return;
      outcomes.set(page.pageNo, outcome);
      if (job.spec.failFast && outcome.result.status === 'error') brake.apply();
    }
  };
  const width = recovering ? 1 : Math.min(job.spec.perChunk, pages.length);
  const ended = await Promise.allSettled(Array.from({ length: width }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return outcomes;
}

/** One page from its turn at its host to its committed outcome; null when the chunk stopped before it ended. */
async function runPage(
  deps: ChunkDeps,
  job: Job,
  page: WaitingPage,
  recovering: boolean,
  brake: Brake,
): Promise<PageOutcome | null> {
  let turn: Turn;
  try {
    turn = await deps.hostGate.enter(hostKey(page.url), brake.stop);
  } catch (error) {
    if (brake.stop.aborted) return null;
    throw error;
  }
  try {
    const crashes = recovering ? (await deps.store.pages.countAttempt(job.id, page.pageNo)) - 1 : 0;
    const outcome = await deps.scrapePage(job, page, crashes >= MAX_CRASHES, turn.fetched, brake.cutOff);
    await deps.commitPage(outcome);
    return outcome;
  } catch (error) {
    if (brake.cutOff.aborted) return null;
    throw error;
  } finally {
    turn.leave();
  }
}

interface Brake {
  /** Aborts when no further page may be started. */
  readonly stop: AbortSignal;
  /** Aborts a while after, when pages in flight are cut off. */
  readonly cutOff: AbortSignal;
  /** Starts no further page, and lets those in flight end. */
  apply(): void;
  release(): void;
}

function createBrake(urgent: readonly AbortSignal[]): Brake {
  const stop = new AbortController();
  const cutOff = new AbortController();
  let drain: NodeJS.Timeout | undefined;
  const onUrgent = (): void => {
    stop.abort();
    drain ??= setTimeout(() => cutOff.abort(new Error('the chunk was stopped')), DRAIN_MS);
  };
  const timeBox = setTimeout(() => stop.abort(), TIME_BOX_MS);
  for (const signal of urgent) {
    if (signal.aborted) onUrgent();
    else signal.addEventListener('abort', onUrgent, { once: true });
  }
  return {
    stop: stop.signal,
    cutOff: cutOff.signal,
    apply: () => stop.abort(),
    release: () => {
      clearTimeout(timeBox);
      clearTimeout(drain);
      for (const signal of urgent) signal.removeEventListener('abort', onUrgent);
    },
  };
}
