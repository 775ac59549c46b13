/**
 * Brings a batch from planned to known. It is submitted once, although whoever submits it may die right after the vendor
 * has accepted it, and although two attempts of the same activity may be under way at once.
 *
 * - planned  its questions are chosen. The vendor has nothing of it.           `triedAt` null
 * - tried    the vendor was about to be asked to make it: it may have it.      `triedAt` set, `vendorId` null
 * - known    the vendor's id is stored; the first one stored stays.            `vendorId` set
 * - ended    nothing more is expected of it; questions without an answer are asked in ordinary calls.
 *
 * planned -> tried   right before the one call that makes the batch, with its tokens held.
 * planned -> ended   without questions, without tokens, or while the provider is known to take no batches.
 * tried   -> known   the batch is found at the vendor, or it is not there and is submitted again.
 * tried   -> ended   the vendor takes no batches; the tokens are given back.
 * known   -> ended   its answers are stored (collect.ts), or it was cancelled (cancel.ts).
 *
 * An attempt that finds another id stored than the one it got has lost: it cancels its own batch.
 */

import type { Job } from '../../core/job.js';
import { promptOf } from '../../core/model/prompt.js';
import type { BatchRequest, BatchSearch } from '../../ports/model.js';
import type { ModelBatch } from '../../ports/store/model-work.js';
import type { BatchBudget } from './budget.js';
import type { Ai, ModelBatchDeps } from './deps.js';
import { costOfPage, labelOf, parkedOf } from './parked.js';

const CANCEL_MS = 10_000;

/**
 * Rejects when the vendor fails; the batch is then planned or tried, and is to be adopted again. `onNoBatches` is told when
 * the provider says that it takes none.
 */
export async function adopt(
  deps: ModelBatchDeps & { readonly ai: Ai },
  budget: BatchBudget,
  job: Job,
  batch: ModelBatch,
  onNoBatches: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { store, now, log, ai } = deps;
  const { modelWork } = store;
  const { batchNo } = batch;
  const vendor = ai.model.batches;
  const label = labelOf(job.id, batchNo);
  const end = (): Promise<void> => modelWork.note(job.id, batchNo, { ended: true });
  const requests: BatchRequest[] = [];
  let cost = 0;
  for await (const pages of parkedOf(store, job.id, batchNo)) {
    for (const page of pages) {
      requests.push({ id: `${label}-${page.pageNo}`, prompt: promptOf(page.question) });
      cost += costOfPage(page);
    }
  }
  if (requests.length === 0) return end();
  let isAffordable = true;
  // Tried before, it has its tokens already.
  let isHeld = batch.triedAt !== null;
  const beforeCreate = async (): Promise<void> => {
    isHeld ||= isAffordable = await budget.hold(job.id, cost);
    if (!isAffordable) throw new Error('the job has no tokens left for a batch');
    await modelWork.note(job.id, batchNo, { triedAt: now() });
  };
  let found = await find(deps, job.id, batch, signal);
  if (found.id === null && found.hasBatches) {
    try {
      found = await vendor.submit(label, requests, beforeCreate, signal);
    } catch (error) {
      if (isAffordable) throw error;
      return end();
    }
  }
  const { id: vendorId, hasBatches } = found;
  if (!hasBatches) onNoBatches();
  if (vendorId !== null) await modelWork.note(job.id, batchNo, { vendorId });
  const kept = (await modelWork.batches(job.id)).find((each) => each.batchNo === batchNo)?.vendorId;
  if (kept != null && kept !== vendorId) {
    // This attempt stood still, and another one that was made in its place has submitted meanwhile: that batch counts.
    if (vendorId !== null) await vendor.cancel(vendorId, AbortSignal.timeout(CANCEL_MS));
    return;
  }
  if (vendorId !== null) return;
  log.warn({ job: job.id }, 'the model provider takes no batches, its questions are asked one by one');
  if (isHeld) await budget.release(job.id, cost);
  await end();
}

/** The vendor's id of a batch that was tried; no id when the vendor never had it. */
async function find(
  { store, ai }: ModelBatchDeps,
  jobId: string,
  { vendorId, requests, triedAt, batchNo }: ModelBatch,
  signal: AbortSignal,
): Promise<BatchSearch> {
  if (vendorId !== null || triedAt === null || ai === null) return { id: vendorId, hasBatches: ai !== null };
  const others = await store.modelWork.vendorIds();
  return ai.model.batches.find({ label: labelOf(jobId, batchNo), triedAt, requests, others }, signal);
}

export interface Looked {
  readonly id: string | null;
  /** False when the vendor could not be asked. */
  readonly isKnown: boolean;
  readonly error?: Error;
}

/** Looks for a batch that may be lost for good: the vendor's failure is no reason to stop. */
export async function look(
  deps: ModelBatchDeps,
  jobId: string,
  batch: ModelBatch,
  signal: AbortSignal,
): Promise<Looked> {
  try {
    return { id: (await find(deps, jobId, batch, signal)).id, isKnown: true };
  } catch (error) {
    signal.throwIfAborted();
    deps.log.warn({ err: error, job: jobId }, 'a batch could not be looked for at the model provider');
    return { id: null, isKnown: false, error: error as Error };
  }
}
