/** Runs the work of an activity with heartbeats; Temporal's cancellation becomes its signal. */

import { ApplicationFailure, Context } from '@temporalio/activity';
import { JobGone } from '../src/app/open-job.js';
import { SpiderBroken } from '../src/core/spider-errors.js';
import { HEARTBEAT_MS } from '../src/core/timings.js';

/** Rejects as the work does; a job that is gone, or a spider that cannot run, is a failure that no retry can mend. */
export async function underHeartbeat<T>(work: (cancelled: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work(context.cancellationSignal);
  } catch (error) {
    if (error instanceof JobGone || error instanceof SpiderBroken)
      throw ApplicationFailure.nonRetryable(error.message, error.name);
    throw error;
  } finally {
    clearInterval(beat);
  }
}
