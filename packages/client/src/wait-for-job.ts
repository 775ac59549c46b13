/** Waiting for jobs of pages. */

import type { Client } from './client.js';
import { must } from './must.js';
import { pause } from './retrying-fetch.js';
import type { Job } from './types.js';

export interface WaitOptions {
  /** Told of each look at the job, the last one included. */
  readonly onProgress?: (job: Job) => void;
  /** Between two looks, in milliseconds. Default one second. */
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}

const EVERY_MS = 1_000;
const OVER: readonly Job['status'][] = ['completed', 'cancelled', 'failed'];

export function isOver({ status }: Pick<Job, 'status'>): boolean {
  return OVER.includes(status);
}

/**
 * The job once it is over, with its first result at most. Looks that fail on the way are repeated as the client does it; what
 * is left then rejects. Rejects with the reason of `signal` when that aborts; the job goes on.
 */
export async function waitForJob(
  client: Client,
  jobId: string,
  { onProgress, everyMs = EVERY_MS, signal }: WaitOptions = {},
): Promise<Job> {
  for (;;) {
    const job = await readJob(client, jobId, { limit: 1 }, signal);
    onProgress?.(job);
    if (isOver(job)) return job;
    await pause(everyMs, signal);
  }
}

/** The job and one page of its results. */
export async function readJob(
  client: Client,
  jobId: string,
  query: { readonly limit: number; readonly cursor?: string },
  signal?: AbortSignal,
): Promise<Job> {
  const params = { path: { job_id: jobId }, query };
  // Selector jobs have the same path: with the key in X-API-Key the answer is this API's.
  return (await must(
    client.GET('/v1/jobs/{job_id}', { params, ...(signal === undefined ? {} : { signal }) }),
  )) as Job;
}
