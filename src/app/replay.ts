/** Sending webhook deliveries again that have ended, on the operator's word: at once, whatever the webhook did before. */

import type { Delivery } from '../core/delivery.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store/index.js';

export interface Replay {
  /** One delivery, delivered ones too. Null when there is none. */
  one(id: string): Promise<Delivery | null>;
  /** All of a job that failed or were stopped; resolves with how many. */
  job(jobId: string): Promise<number>;
}

export interface ReplayDeps {
  readonly store: Pick<Store, 'deliveries'>;
  readonly runner: Pick<Runner, 'deliver'>;
  readonly now: () => Date;
  readonly log: Log;
}

export function createReplay({ store, runner, now, log }: ReplayDeps): Replay {
  /** They are waiting by now: when Temporal does not answer, the reconciler finds them. */
  const tell = async (jobId: string): Promise<void> => {
    try {
      await runner.deliver(jobId, true);
    } catch (error) {
      log.warn({ err: error, job: jobId }, 'deliveries could not be told of, the reconciler will');
    }
  };
  return {
    one: async (id) => {
      const delivery = await store.deliveries.replay(id, now());
      if (delivery !== null) await tell(delivery.jobId);
      return delivery;
    },
    job: async (jobId) => {
      const count = await store.deliveries.replayJob(jobId, now());
      if (count > 0) await tell(jobId);
      return count;
    },
  };
}
