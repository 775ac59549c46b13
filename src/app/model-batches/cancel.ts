/** Cancels a job's batches at the vendor. */

import { look } from './adopt.js';
import type { ModelBatchDeps } from './deps.js';
import { runningBatches } from './parked.js';

/** Vendors end a batch after 24 hours. */
const LONGEST_BATCH_MS = 25 * 3_600_000;

/** Rejects when the vendor fails while the batch may still run there. */
export function createCancel(deps: ModelBatchDeps): (jobId: string, cancelled: AbortSignal) => Promise<void> {
  const { store, ai, now } = deps;
  return async (jobId, cancelled) => {
    for (const batch of await runningBatches(store, jobId)) {
      const { id: vendorId, error } = await look(deps, jobId, batch, cancelled);
      // Batches end by themselves after a day.
      const isOld = batch.triedAt !== null && now().getTime() - batch.triedAt.getTime() > LONGEST_BATCH_MS;
      if (error !== undefined && !isOld) throw error;
      if (vendorId !== null) await ai?.model.batches.cancel(vendorId, cancelled);
      await store.modelWork.note(jobId, batch.batchNo, { ended: true });
    }
  };
}
