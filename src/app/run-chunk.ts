/**
 * Works through a range of a job's pages. Pages are claimed in order, several at once; `next` says from where the range
 * must be taken up again, so a chunk may stop at any time: by its time box, a cancel, a shutdown, a failed page.
 * It never needs to know why it stops.
 */

import { addResult, emptyTally, type ErrorCounts } from '../core/job-progress.js';
import type { PageRange } from '../core/chunk-plan.js';
import type { Hold } from '../core/hold.js';
import type { Job } from '../core/job.js';
import type { PageOutcome, PageSuccess } from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';
import { CHUNK_MS, TIME_BOX_MS } from '../core/timings.js';
import { createBrake, type Brake } from './brake.js';
import type { ChunkHolds } from './chunk-holds.js';
import type { DiskRoom } from './disk-room.js';
import { JobOver } from './job-watch.js';
import { openExisting, type OpenJob } from './open-job.js';
import { runPage, type PageDeps } from './run-page.js';

export interface ChunkRequest extends PageRange {
  readonly jobId: string;
  readonly hold: Hold;
  /** True when an earlier attempt of this chunk died: pages then run one by one, so that a crash names its page. */
  readonly recovering: boolean;
  /** Pages wait for their hosts; otherwise those of a busy host are left for later, so that they hold up no others. */
  readonly patient?: boolean;
}

export interface ChunkResult {
  /** The first page of the range that has no outcome yet; the end of the range when all have one. */
  readonly next: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly errors?: ErrorCounts;
  /** The job is over or being cancelled: no chunk of it should run any more. */
  readonly stop: boolean;
}

export type RunChunk = (request: ChunkRequest, cancelled: AbortSignal) => Promise<ChunkResult>;

export interface ChunkDeps extends PageDeps {
  readonly store: Store;
  readonly openJob: OpenJob;
  readonly holds: ChunkHolds;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
  readonly room: Pick<DiskRoom, 'wait' | 'low'>;
}

/** Waits until there is room on the disk for further pages; false when there is none and the chunk is to end. */
export function hasRoom(
  { room, shutdown }: Pick<ChunkDeps, 'room' | 'shutdown'>,
  cancelled: AbortSignal,
): Promise<boolean> {
  return room.wait(AbortSignal.any([cancelled, shutdown]), CHUNK_MS.room);
}

export function createRunChunk(deps: ChunkDeps): RunChunk {
  return async (request, cancelled) => {
    if (!(await hasRoom(deps, cancelled)))
      return { next: request.from, succeeded: 0, failed: 0, stop: false };
    const job = await openExisting(deps.openJob, request.jobId);
    if (job.state !== 'running') return { next: request.from, succeeded: 0, failed: 0, stop: true };

    return deps.holds.holding(request, cancelled, (signal) => runHeld(deps, job, request, signal));
  };
}

async function runHeld(
  deps: ChunkDeps,
  job: Job,
  request: ChunkRequest,
  cancelled: AbortSignal,
): Promise<ChunkResult> {
  const { hold, recovering } = request;
  const patienceMs = request.patient === true || recovering ? Infinity : CHUNK_MS.patience;
  const pages = await deps.store.pages.waiting(job.id, request.from, request.to);
  const cached = await deps.cache.find(job, pages);
  const brake = createBrake({ cancelled, shutdown: deps.shutdown, low: deps.room.low() }, TIME_BOX_MS.batch);
  try {
    const outcomes = await runPages(deps, job, pages, { hold, recovering, patienceMs, cached }, brake);
    const firstLeft = pages.find((page) => !outcomes.has(page.pageNo));
    const tally = emptyTally();
    for (const { result } of outcomes.values()) addResult(tally, result);
    const stop = cancelled.reason instanceof JobOver;
    // Sooner than Temporal tells them.
    if (job.spec.failFast && tally.failed > 0) deps.holds.noteOver(job.id);
    return { next: firstLeft?.pageNo ?? request.to, ...tally, stop };
  } finally {
    brake.release();
  }
}

interface ChunkOptions {
  readonly hold: Hold;
  readonly recovering: boolean;
  readonly patienceMs: number;
  readonly cached: ReadonlyMap<number, PageSuccess>;
}

async function runPages(
  deps: ChunkDeps,
  job: Job,
  pages: readonly WaitingPage[],
  { cached, ...options }: ChunkOptions,
  brake: Brake,
): Promise<Map<number, PageOutcome>> {
  const outcomes = new Map<number, PageOutcome>();
  let claimed = 0;

  const worker = async (): Promise<void> => {
    for (let page; !brake.stop.aborted && (page = pages[claimed++]) !== undefined;) {
      const earlier = cached.get(page.pageNo);
      const run = await runPage(deps, job, page, { ...options, rules: null, spacingMs: 0, earlier }, brake);
      if (run.kind === 'stopped') return;
      // Its range is taken up again behind the others.
      if (run.kind === 'later') continue;
      outcomes.set(page.pageNo, run.outcome);
      if (job.spec.failFast && run.outcome.result.status === 'error') brake.apply();
    }
  };
  const width = options.recovering ? 1 : Math.min(job.spec.perChunk, pages.length);
  const ended = await Promise.allSettled(Array.from({ length: width }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return outcomes;
}
