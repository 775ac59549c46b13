/** Stores what the vendor has answered. */

import type { Job } from '../../core/job.js';
import { wasCut } from '../../core/model/fit.js';
import { promptOf } from '../../core/model/prompt.js';
import type { PageOutcome } from '../../core/page-outcome.js';
import type { ParkedPage } from '../../core/stored-page.js';
import type { BatchResult, ModelOutcome } from '../../ports/model.js';
import type { ModelBatch } from '../../ports/store/model-work.js';
import { NO_TOKENS } from '../ask-model.js';
import { openExisting } from '../open-job.js';
import { look } from './adopt.js';
import { createBatchBudget, type BatchBudget } from './budget.js';
import type { Ai, ModelBatchDeps } from './deps.js';
import {
  costOfPage,
  countAnswered,
  finishAll,
  labelOf,
  parkedOf,
  runningBatches,
  type Answered,
} from './parked.js';

/** Results that are finished and stored together. */
const GROUP = 50;

interface Collecting extends ModelBatchDeps {
  readonly ai: Ai;
  readonly budget: BatchBudget;
}

/** Batches that still run are cancelled; what they leave unanswered stays parked, and its tokens are given back. */
export function createCollect(
  deps: ModelBatchDeps,
): (jobId: string, cancelled: AbortSignal) => Promise<Answered> {
  return async (jobId, cancelled) => {
    const job = await openExisting(deps.openJob, jobId);
    const { store, ai } = deps;
    if (ai === null) return countAnswered([]);
    const collecting = { ...deps, ai, budget: createBatchBudget(store, ai.jobTokens) };
    const outcomes: PageOutcome[] = [];
    for (const batch of await runningBatches(store, jobId))
      outcomes.push(...(await collectBatch(collecting, job, batch, cancelled)));
    return countAnswered(outcomes);
  };
}

/** The outcomes that were stored. */
async function collectBatch(
  collecting: Collecting,
  job: Job,
  batch: ModelBatch,
  signal: AbortSignal,
): Promise<PageOutcome[]> {
  const { store, ai, log } = collecting;
  const vendor = ai.model.batches;
  const { id: vendorId, isKnown } = await look(collecting, job.id, batch, signal);
  const state = vendorId === null ? 'gone' : await vendor.state(vendorId, signal);
  if (vendorId !== null && state === 'running') await vendor.cancel(vendorId, signal);
  const outcomes =
    vendorId !== null && state === 'ended'
      ? await storeResults(collecting, job, batch.batchNo, vendorId, signal)
      : [];
  await releaseLeft(collecting, job, batch.batchNo);
  if (isKnown) await store.modelWork.note(job.id, batch.batchNo, { ended: true });
  if (vendorId !== null && state === 'ended')
    await vendor.discard(vendorId, signal).catch((error: unknown) => {
      log.warn({ err: error, job: job.id }, "a batch's files could not be deleted at the model provider");
    });
  return outcomes;
}

async function storeResults(
  collecting: Collecting,
  job: Job,
  batchNo: number,
  vendorId: string,
  signal: AbortSignal,
): Promise<PageOutcome[]> {
  const label = labelOf(job.id, batchNo);
  const outcomes: PageOutcome[] = [];
  let group: BatchResult[] = [];
  const flush = async (): Promise<void> => {
    const byPage = new Map(group.map(({ id, outcome }) => [Number(id.slice(label.length + 1)), outcome]));
    group = [];
    outcomes.push(...(await storeGroup(collecting, job, byPage, signal)));
  };
  for await (const result of collecting.ai.model.batches.results(vendorId, signal)) {
    // Of some other batch: this one was mistaken for ours.
    if (!result.id.startsWith(`${label}-`)) continue;
    group.push(result);
    if (group.length >= GROUP) await flush();
  }
  if (group.length > 0) await flush();
  return outcomes;
}

async function storeGroup(
  collecting: Collecting,
  job: Job,
  byPage: ReadonlyMap<number, ModelOutcome>,
  signal: AbortSignal,
): Promise<PageOutcome[]> {
  const { store, budget, onCall } = collecting;
  const pages = await store.modelWork.parkedAt(job.id, [...byPage.keys()]);
  const answered = pages.flatMap((page) => {
    const outcome = byPage.get(page.pageNo);
    // What may work when it is asked again is asked again, in an ordinary call.
    return outcome === undefined || isToBeAskedAgain(page, outcome)
      ? []
      : [{ page, asked: { outcome, question: page.question, warnings: [], isWhole: true } }];
  });
  const stored = await finishAll(collecting, job, answered, signal);
  const numbers = new Set(stored.map(({ pageNo }) => pageNo));
  for (const { page, asked } of answered) {
    if (!numbers.has(page.pageNo)) continue;
    const { outcome } = asked;
    const usage = outcome.usage ?? NO_TOKENS;
    onCall(outcome.kind === 'answer' ? 'answer' : outcome.failure.code, usage, 0);
    await budget.settle(job.id, costOfPage(page), usage.input + usage.output);
  }
  return stored;
}

/** Failures that may pass, and answers to a question that the server has cut. */
function isToBeAskedAgain({ question }: ParkedPage, outcome: ModelOutcome): boolean {
  if (outcome.kind === 'failed') return outcome.again !== 'no';
  return wasCut(promptOf(question), outcome.usage.input, { context: null, scale: 1 });
}

/** What was held for pages that the batch left out: their ordinary calls take tokens anew. */
async function releaseLeft({ store, budget }: Collecting, job: Job, batchNo: number): Promise<void> {
  for await (const pages of parkedOf(store, job.id, batchNo))
    await budget.release(
      job.id,
      pages.reduce((sum, page) => sum + costOfPage(page), 0),
    );
}
