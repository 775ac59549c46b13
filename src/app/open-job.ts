/**
 * A job as a worker needs it, read once per worker and job: what a page needs of it never changes. The first read marks
 * a queued job running.
 */

import { keepRecent } from '../core/recent.js';
import type { Job } from '../core/job.js';
import type { JobSpec } from '../core/job-spec.js';
import type { Store } from '../ports/store/index.js';

const MAX_CACHED = 500;

export type OpenJob = (jobId: string) => Promise<Job | null>;

/** There is no such job, or none of the kind that the work is for: trying again does not help. */
export class JobGone extends Error {
  override readonly name = 'JobGone';
}

export type OfKind<K extends JobSpec['kind']> = Job & {
  readonly spec: Extract<JobSpec, { readonly kind: K }>;
};

/** The job, which must be there. Rejects with `JobGone` when it is not. */
export async function openExisting(openJob: OpenJob, jobId: string): Promise<Job> {
  const job = await openJob(jobId);
  if (job === null) throw new JobGone(`no such job [job=${jobId}]`);
  return job;
}

/** The job, which must be of this kind. Rejects with `JobGone` when it is not. */
export async function openOfKind<K extends JobSpec['kind']>(
  openJob: OpenJob,
  jobId: string,
  kind: K,
): Promise<OfKind<K>> {
  const job = await openExisting(openJob, jobId);
  if (job.spec.kind !== kind) throw new JobGone(`no such job of kind ${kind} [job=${jobId}]`);
  return job as OfKind<K>;
}

/** `isOver`: whether a job is known to run no longer. */
export function createOpenJob(
  store: Store,
  now: () => Date,
  isOver: (jobId: string) => boolean = () => false,
): OpenJob {
  // In order of last use; a promise, so that chunks that start together share one read.
  const cache = new Map<string, Promise<Job | null>>();

  return async (jobId) => {
    if (isOver(jobId)) cache.delete(jobId);
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
