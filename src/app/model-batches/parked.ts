/** The pages that wait for their answers, and the batches that ask for them. */

import type { Job } from '../../core/job.js';
import { pagePrice } from '../../core/ledger.js';
import { costOf, promptOf } from '../../core/model/prompt.js';
import { concluded, type PageOutcome, type PageResult } from '../../core/page-outcome.js';
import type { ParkedPage } from '../../core/stored-page.js';
import type { Store } from '../../ports/store/index.js';
import type { ModelBatch } from '../../ports/store/model-work.js';
import type { Asked } from '../ask-question.js';
import type { ModelBatchDeps } from './deps.js';

/** Parked pages of one read. */
export const PER_READ = 100;

/** How many pages were answered, by how they ended. */
export interface Answered {
  readonly succeeded: number;
  readonly failed: number;
}

export interface AnsweredParked extends Answered {
  /** Whether pages are left that wait for their answer. */
  readonly more: boolean;
}

/** In the vendor's ids of requests, and where it has a place for it, on the batch. */
export function labelOf(jobId: string, batchNo: number): string {
  return `${jobId}-${batchNo}`;
}

/** The batches of the job of which something is expected. */
export async function runningBatches(store: Store, jobId: string): Promise<ModelBatch[]> {
  return (await store.modelWork.batches(jobId)).filter(({ ended }) => !ended);
}

/** The parked pages of a batch, in groups. */
export async function* parkedOf(store: Store, jobId: string, batchNo: number): AsyncGenerator<ParkedPage[]> {
  for (let after = -1; ;) {
    const pages = await store.modelWork.parked(jobId, after, PER_READ, batchNo);
    if (pages.length > 0) yield pages;
    const last = pages.at(-1);
    if (last === undefined || pages.length < PER_READ) return;
    after = last.pageNo;
  }
}

/** Tokens that the page's question may take. */
export function costOfPage({ question }: ParkedPage): number {
  return costOf(promptOf(question));
}

export interface AnsweredPage {
  readonly page: ParkedPage;
  /** Null where there is no model to ask. */
  readonly asked: Asked | null;
}

/** Finishes pages with their answers and stores them; returns the outcomes that this call stored. */
export async function finishAll(
  { store, ai, now, onPage }: ModelBatchDeps,
  job: Job,
  answered: readonly AnsweredPage[],
  signal: AbortSignal,
): Promise<PageOutcome[]> {
  const outcomes = await Promise.all(
    answered.map(async ({ page, asked }): Promise<PageOutcome> => {
      const { result } =
        ai === null || asked === null
          ? { result: concluded(page.partial) }
          : await ai.fillGaps.finish(job, page.partial, asked, signal);
      const charge = pagePrice(result.status === 'error' ? result.failure.code : null);
      return { jobId: job.id, pageNo: page.pageNo, result, charge, exchange: page.exchange };
    }),
  );
  const stored = await store.modelWork.answer(outcomes, now());
  const own = outcomes.filter(({ pageNo }) => stored.has(pageNo));
  for (const { result } of own) if (isPage(result)) onPage(result, 0);
  return own;
}

function isPage(result: PageOutcome['result']): result is PageResult {
  return result.status === 'success' || result.status === 'error';
}

export function countAnswered(outcomes: readonly PageOutcome[]): Answered {
  const succeeded = outcomes.filter(({ result }) => result.status === 'success').length;
  return { succeeded, failed: outcomes.length - succeeded };
}
