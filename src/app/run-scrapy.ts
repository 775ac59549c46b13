/** A Python spider's job: Scrapy runs it, and every response that it has dealt with is stored as it comes. */

import { SpiderBroken } from '../core/spider-errors.js';
import type { ScrapyEnd, ScrapyRunner } from '../ports/scrapy.js';
import type { Hold } from '../core/hold.js';
import type { SpiderJob } from '../core/job.js';
import { AttemptLost } from '../ports/attempt-lost.js';
import type { JobHold } from '../ports/store/holds.js';
import type { Store } from '../ports/store/index.js';
import type { ChunkHolds } from './chunk-holds.js';
import type { DiskRoom } from './disk-room.js';
import { JobOver } from './job-watch.js';
import type { JobLog } from './job-log.js';
import { openOfKind, type OpenJob } from './open-job.js';
import type { RideOut } from './ride-out.js';
import { hasRoom } from './run-chunk.js';
import { pageLimitReached } from './settle-job.js';

export interface ScrapyResult {
  /** Scrapy has come to its end; otherwise it must be run again. */
  readonly ended: boolean;
  /** How its process was ended by something else than us. */
  readonly crashed: string | null;
  /** The job is over or being cancelled. */
  readonly stop: boolean;
}

/** Rejects with `SpiderBroken` when the job cannot end well. */
export type RunScrapy = (held: JobHold, cancelled: AbortSignal) => Promise<ScrapyResult>;

export interface RunScrapyDeps {
  readonly store: Pick<Store, 'items'>;
  readonly openJob: OpenJob;
  readonly holds: ChunkHolds;
  readonly scrapy: ScrapyRunner;
  readonly jobLog: JobLog;
  readonly now: () => Date;
  readonly rideOut: RideOut;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
  readonly room: Pick<DiskRoom, 'wait' | 'low'>;
}

const STOPPED: ScrapyResult = { ended: false, crashed: null, stop: false };

export function createRunScrapy(deps: RunScrapyDeps): RunScrapy {
  return async (held, cancelled) => {
    const job = await openOfKind(deps.openJob, held.jobId, 'scrapy');
    if (job.state !== 'running') return { ended: false, crashed: null, stop: true };
    if (!(await hasRoom(deps, cancelled))) return STOPPED;
    return deps.holds.holding(held, cancelled, (signal) => runHeld(deps, job, held.hold, signal));
  };
}

async function runHeld(
  deps: RunScrapyDeps,
  job: SpiderJob,
  hold: Hold,
  cancelled: AbortSignal,
): Promise<ScrapyResult> {
  // Scrapy keeps what it has yet to do, so it can be stopped while the disk is almost full, and started again.
  const low = deps.room.low();
  const isLost = (): boolean => cancelled.reason instanceof AttemptLost;
  try {
    const end = await run(deps, job, hold, AbortSignal.any([cancelled, deps.shutdown, low]));
    // After a shutdown, or with room on the disk again, the job goes on from what is kept; a later attempt has the folder.
    const goesOn = deps.shutdown.aborted || isLost() || (low.aborted && !cancelled.aborted);
    if (end.kind !== 'stopped' || !goesOn) await deps.scrapy.forget(job.id);
    return await conclude(deps, job, end, cancelled.reason instanceof JobOver);
  } catch (error) {
    if (error instanceof SpiderBroken && !isLost()) await deps.scrapy.forget(job.id);
    throw error;
  }
}

async function run(
  { store, scrapy, jobLog, now, rideOut }: RunScrapyDeps,
  job: SpiderJob,
  hold: Hold,
  stop: AbortSignal,
): Promise<ScrapyEnd> {
  const { onLog, flush } = jobLog(job.id);
  try {
    return await scrapy.run(
      {
        jobId: job.id,
        spider: job.spec.spider,
        maxPages: job.total,
        onPages: (pages) => rideOut(() => store.items.addPages(job.id, hold, pages, now())),
        onLog,
      },
      stop,
    );
  } finally {
    await flush();
  }
}

async function conclude(
  { store, rideOut }: RunScrapyDeps,
  job: SpiderJob,
  end: ScrapyEnd,
  isOver: boolean,
): Promise<ScrapyResult> {
  switch (end.kind) {
    case 'stopped':
      return { ...STOPPED, stop: isOver };
    case 'crashed':
      return { ended: false, crashed: end.how, stop: false };
    case 'closed':
      await rideOut(() => store.items.noteStats(job.id, end.stats));
      if (end.limit && !job.spec.spider.limited) throw new SpiderBroken(pageLimitReached(job.total));
      if (end.exited !== null) throw new SpiderBroken(`The spider ended itself with ${end.exited}.`);
      if (end.startError !== null) throw new SpiderBroken(`The spider's start failed: ${end.startError}`);
      if (end.reason === 'memusage_exceeded')
        throw new SpiderBroken('The spider used more memory than MEMUSAGE_LIMIT_MB allows.');
      return { ended: true, crashed: null, stop: false };
  }
}
