/**
 * Tells running work of a job that it is being cancelled, or over, sooner than Temporal's heartbeats would: by whoever
 * cancels it in this process, by the commit of a page, and, where processes share a database, by looking there.
 */

import { keepRecent } from '../core/recent.js';
import { JOB_LOOK_MS } from '../core/timings.js';
import type { Log } from '../ports/log.js';

const MAX_OVER = 1_000;

/** Why work was stopped: its job is being cancelled, final or gone. */
export class JobOver extends Error {
  override readonly name = 'JobOver';

  constructor() {
    super('the job is being cancelled, or over');
  }
}

export interface Watched {
  /** Aborts when the outer signal does, when the job is over (with a `JobOver`), and by `abort`. */
  readonly signal: AbortSignal;
  abort(reason: Error): void;
  /** Whoever watches says when it is done. */
  leave(): void;
}

export interface JobWatch {
  watch(jobId: string, outer: AbortSignal): Watched;
  /** The job is being cancelled, final or gone. */
  noteOver(jobId: string): void;
  /** The database has just said that the job is running: it needs no look for a while. */
  noteRunning(jobId: string): void;
  /** Whether it was noted lately. */
  isOver(jobId: string): boolean;
  close(): void;
}

export interface JobWatchDeps {
  /** Which of these jobs are over; null where no other process can end one. */
  readonly look: ((jobIds: readonly string[]) => Promise<readonly string[]>) | null;
  readonly log: Log;
}

interface WatchedJob {
  readonly controllers: Set<AbortController>;
  /** When the database last said that it is running, in milliseconds since the process began. */
  heardAt: number;
}

export function createJobWatch({ look, log }: JobWatchDeps): JobWatch {
  const jobs = new Map<string, WatchedJob>();
  const over = new Map<string, true>();

  const noteOver = (jobId: string): void => {
    keepRecent(over, jobId, true, MAX_OVER);
    for (const controller of jobs.get(jobId)?.controllers ?? []) controller.abort(new JobOver());
  };

  let isLooking = false;
  const lookOnce = async (of: NonNullable<typeof look>): Promise<void> => {
    const before = performance.now() - JOB_LOOK_MS;
    const quiet = [...jobs].filter(([, { heardAt }]) => heardAt <= before).map(([jobId]) => jobId);
    if (isLooking || quiet.length === 0) return;
    isLooking = true;
    try {
      for (const jobId of await of(quiet)) noteOver(jobId);
    } catch (error) {
      // Heartbeats tell of a cancel too.
      log.debug({ err: error }, 'no look whether jobs are being cancelled');
    } finally {
      isLooking = false;
    }
  };
  const timer = look === null ? undefined : setInterval(() => void lookOnce(look), JOB_LOOK_MS).unref();

  return {
    watch: (jobId, outer) => {
      const controller = new AbortController();
      const onAbort = (): void => controller.abort(outer.reason);
      if (outer.aborted) onAbort();
      else outer.addEventListener('abort', onAbort, { once: true });
      if (over.has(jobId)) controller.abort(new JobOver());
      const job = jobs.get(jobId) ?? { controllers: new Set(), heardAt: performance.now() };
      jobs.set(jobId, job);
      job.controllers.add(controller);
      return {
        signal: controller.signal,
        abort: (reason) => controller.abort(reason),
        leave: () => {
          outer.removeEventListener('abort', onAbort);
          job.controllers.delete(controller);
          if (job.controllers.size === 0 && jobs.get(jobId) === job) jobs.delete(jobId);
        },
      };
    },
    noteOver,
    noteRunning: (jobId) => {
      const job = jobs.get(jobId);
      if (job !== undefined) job.heardAt = performance.now();
    },
    isOver: (jobId) => over.has(jobId),
    close: () => clearInterval(timer),
  };
}

/** The same work on a job, which also stops when the job is over. */
export function watching<R>(
  { watch }: Pick<JobWatch, 'watch'>,
  work: (jobId: string, signal: AbortSignal) => Promise<R>,
): (jobId: string, signal: AbortSignal) => Promise<R> {
  return async (jobId, signal) => {
    const watched = watch(jobId, signal);
    try {
      return await work(jobId, watched.signal);
    } finally {
      watched.leave();
    }
  };
}
