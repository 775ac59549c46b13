/**
 * Webhook deliveries as the operator sees them, and sending those again that have ended: at once, whatever the webhook did
 * before.
 */

import type { Attempt, Delivery } from '../core/delivery.js';
import { isJobId } from '../core/job.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { DeliveryQuery } from '../ports/store/deliveries.js';
import type { Store } from '../ports/store/index.js';

export interface DeliveriesApp {
  /** Newest first. */
  list(accountId: string, query: DeliveryQuery): Promise<Delivery[]>;
  /** A delivery with its attempts, oldest first. Null when there is none. */
  read(id: string): Promise<{ readonly delivery: Delivery; readonly attempts: readonly Attempt[] } | null>;
  /** Sends one again, delivered ones too. Null when there is none. */
  replay(id: string): Promise<Delivery | null>;
  /** Sends all of a job again that failed or were stopped; resolves with how many. Null when there is no such job. */
  replayJob(jobId: string): Promise<number | null>;
}

export interface DeliveriesDeps {
  readonly store: Pick<Store, 'deliveries' | 'jobs'>;
  readonly runner: Pick<Runner, 'deliver'>;
  readonly now: () => Date;
  readonly log: Log;
}

export function createDeliveriesApp({ store, runner, now, log }: DeliveriesDeps): DeliveriesApp {
  /** They are waiting by now: when Temporal does not answer, the reconciler finds them. */
  const tell = async (jobId: string): Promise<void> => {
    try {
      await runner.deliver(jobId, true);
    } catch (error) {
      log.warn({ err: error, job: jobId }, 'deliveries could not be told of, the reconciler will');
    }
  };
  return {
    list: (accountId, query) => store.deliveries.list(accountId, query),
    read: async (id) => {
      const delivery = await store.deliveries.get(id);
      return delivery && { delivery, attempts: await store.deliveries.attempts(id) };
    },
    replay: async (id) => {
      const delivery = await store.deliveries.replay(id, now());
      if (delivery !== null) await tell(delivery.jobId);
      return delivery;
    },
    replayJob: async (jobId) => {
      if (!isJobId(jobId) || (await store.jobs.get(jobId)) === null) return null;
      const count = await store.deliveries.replayJob(jobId, now());
      if (count > 0) await tell(jobId);
      return count;
    },
  };
}
