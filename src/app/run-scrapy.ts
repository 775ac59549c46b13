/** A Python spider's job: Scrapy runs it, and every response that it has dealt with is stored as it comes. */

import { SpiderBroken } from '../core/spider-errors.js';
import type { ScrapyEnd, ScrapyRunner } from '../ports/scrapy.js';
import type { SpiderJob } from '../core/job.js';
import type { Store } from '../ports/store/index.js';
import type { JobLog } from './job-log.js';
import { openOfKind, type OpenJob } from './open-job.js';
import type { RideOut } from './ride-out.js';
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
export type RunScrapy = (jobId: string, cancelled: AbortSignal) => Promise<ScrapyResult>;

export interface RunScrapyDeps {
  readonly store: Pick<Store, 'items'>;
  readonly openJob: OpenJob;
  readonly scrapy: ScrapyRunner;
  readonly jobLog: JobLog;
  readonly now: () => Date;
  readonly rideOut: RideOut;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
}

export function createRunScrapy(deps: RunScrapyDeps): RunScrapy {
  return async (jobId, cancelled) => {
    const job = await openOfKind(deps.openJob, jobId, 'scrapy');
    if (job.state !== 'running') return { ended: false, crashed: null, stop: true };
    try {
      const end = await run(deps, job, AbortSignal.any([cancelled, deps.shutdown]));
      // After a shutdown the job goes on from what is kept.
      if (end.kind !== 'stopped' || !deps.shutdown.aborted) await deps.scrapy.forget(jobId);
      return await conclude(deps, job, end);
    } catch (error) {
      if (error instanceof SpiderBroken) await deps.scrapy.forget(jobId);
      throw error;
    }
  };
}

async function run(
  { store, scrapy, jobLog, now, rideOut }: RunScrapyDeps,
  job: SpiderJob,
  stop: AbortSignal,
): Promise<ScrapyEnd> {
  const { onLog, flush } = jobLog(job.id);
  try {
    return await scrapy.run(
      {
        jobId: job.id,
        spider: job.spec.spider,
        maxPages: job.total,
        onPages: (pages) => rideOut(() => store.items.addPages(job.id, pages, now())),
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
): Promise<ScrapyResult> {
  switch (end.kind) {
    case 'stopped':
      return { ended: false, crashed: null, stop: false };
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
