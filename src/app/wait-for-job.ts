/** Holds a caller until a job is final. Works through restarts of Temporal, of the worker and of the database. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal, type Job } from '../core/job.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store/index.js';

/** How often the database is asked when Temporal cannot tell that the job is over. */
const POLL_MS = 1_000;

/** Resolves with the final job. Rejects when `signal` aborts, which leaves the job running. */
export type WaitForJob = (job: Job, signal: AbortSignal) => Promise<Job>;

export interface WaitDeps {
  readonly store: Store;
  readonly runner: Runner;
  readonly log: Log;
}

export function createWaitForJob({ store, runner, log }: WaitDeps): WaitForJob {
  return async (job, signal) => {
    if (isFinal(job.state)) return job;
    for (;;) {
      await runner.waitForEnd(job.id, signal);
      const current = await read(job);
      if (current !== null && isFinal(current.state)) return current;
      await sleep(POLL_MS, undefined, { signal });
    }
  };

  async function read(job: Job): Promise<Job | null> {
    try {
      return await store.jobs.get(job.id);
    } catch (error) {
      log.warn(
        { err: error, job: job.id },
        'job could not be read while its caller waits, will be tried again',
      );
      return null;
    }
  }
}
