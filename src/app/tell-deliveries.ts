/**
 * Tells the workflow of a job's deliveries that there are new ones: at once, and then at most once a second. Nobody waits
 * for it; what does not arrive is found by the reconciler.
 */

import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';

const EVERY_MS = 1_000;

export type TellDeliveries = (job: { readonly id: string; readonly webhookUrl: string | null }) => void;

export function createTellDeliveries(runner: Pick<Runner, 'deliver'>, log: Log): TellDeliveries {
  /** Jobs told of within the last second, and whether there was more since. */
  const resting = new Map<string, boolean>();

  const tell = (jobId: string): void => {
    resting.set(jobId, false);
    runner.deliver(jobId, false).catch((error: unknown) => {
      log.warn({ err: error, job: jobId }, 'deliveries could not be told of, the reconciler will');
    });
    setTimeout(() => {
      const again = resting.get(jobId) === true;
      resting.delete(jobId);
      if (again) tell(jobId);
    }, EVERY_MS).unref();
  };

  return ({ id, webhookUrl }) => {
    if (webhookUrl === null) return;
    if (resting.has(id)) resting.set(id, true);
    else tell(id);
  };
}
