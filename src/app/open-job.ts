/**
 * A job as a worker needs it, read once per worker and job: what a page needs of it never changes. The first read marks
 * a queued job running.
 */

import { keepRecent } from '../core/recent.js';
import type { Job } from '../core/job.js';
import type { Store } from '../ports/store/index.js';

const MAX_CACHED = 500;

export type OpenJob = (jobId: string) => Promise<Job | null>;

export function createOpenJob(store: Store, now: () => Date): OpenJob {
  // In order of last use; a promise, so that chunks that start together share one read.
  const cache = new Map<string, Promise<Job | null>>();

  return async (jobId) => {
    const opened = cache.get(jobId) ?? store.jobs.open(jobId, now());
    keepRecent(cache, jobId, opened, MAX_CACHED);
    try {
      const job = await opened;
      // A job that was not running when it was read may be so later: only a running one is kept.
      if (job?.state !== 'running') cache.delete(jobId);
      return job;
    } catch (error) {
      cache.delete(jobId);
      throw error;
    }
  };
}
