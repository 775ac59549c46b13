/** The durable side of a job as the use cases see it: the only sight of Temporal outside its adapter. */

import type { Job } from '../core/job.js';
import type { JobAbout } from '../core/job-title.js';

/**
 * `gone`: the server does not know the job. The others say how its workflow ended: `ended` by its own code, `cancelled`
 * after a cancel, `terminated` from outside or by the server's bounds, where none of its code ran.
 */
export type RunState = 'running' | 'ended' | 'cancelled' | 'terminated' | 'gone';

export interface Runner {
  /** Starts the job's workflow. Idempotent by job id: a running or finished one counts as started. */
  start(job: Job, about: JobAbout): Promise<void>;
  /** Starts it from the beginning although one has ended. A running one is left as it is. */
  startAgain(job: Job, about: JobAbout): Promise<void>;
  /** Asks the workflow to stop; no error when it has ended or is unknown. */
  cancel(jobId: string): Promise<void>;
  describe(jobId: string): Promise<RunState>;
  /** Resolves when the job's workflow has ended (true) or when it cannot tell (false). Rejects when `signal` aborts. */
  waitForEnd(jobId: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Tells the workflow of the job's webhook deliveries that there are new ones, and starts it when it does not run.
   * `urgent`: also where the webhook is paused.
   */
  deliver(jobId: string, urgent: boolean): Promise<void>;
  /** Rejects when the server does not answer or no worker polls the task queues. */
  check(): Promise<void>;
}
