/**
 * The model work of a job with async_mode, when its pages have been fetched: their questions go to the vendor in batches,
 * which may take a day; what a batch leaves unanswered is asked in ordinary calls. Every step may be cut off at any moment
 * and is then done again: what the vendor has accepted is looked for before it is sent a second time, and a page that was
 * answered is left alone.
 */

import { pagePrice } from '../core/ledger.js';
import { wasCut } from '../core/model/fit.js';
import { costOf, promptOf } from '../core/model/prompt.js';
import { TIME_BOX_MS } from '../core/timings.js';
import type { Log } from '../ports/log.js';
import type {
  BatchRequest,
  BatchResult,
  BatchSearch,
  Model,
  ModelBatches,
  ModelOutcome,
  TokenUsage,
} from '../ports/model.js';
import type { Job } from '../core/job.js';
import type { PageOutcome, PageResult } from '../core/page-outcome.js';
import type { ParkedPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';
import type { ModelBatch } from '../ports/store/model-work.js';
import { NO_TOKENS } from './ask-model.js';
import type { Asked } from './ask-question.js';
import { createBrake } from './brake.js';
import type { FillGaps } from './fill-gaps.js';
import { ModelBusy } from './model-slots.js';
import { JobGone, type OpenJob } from './open-job.js';

/** Of one batch: well below what the vendors take, and what a worker can hold. */
const MOST = { requests: 1_000, chars: 16 * 1024 * 1024 };
const PER_READ = 100;
/** Results that are finished and stored together. */
const GROUP = 50;
/** Ordinary calls under way at once; how many there really are is for the slots. */
const AT_ONCE = 16;
const CANCEL_MS = 10_000;
/** How long a provider that says that it has no batches is not asked for them, and one that failed for two minutes. */
const NO_BATCHES_MS = 3_600_000;
const FAILING_MS = 600_000;
/** Vendors end a batch after 24 hours. */
const LONGEST_BATCH_MS = 25 * 3_600_000;

export interface AnsweredParked {
  readonly succeeded: number;
  readonly failed: number;
  /** Whether pages are left that wait for their answer. */
  readonly more: boolean;
}

export interface ModelBatchWork {
  /**
   * Hands the questions of the job to the vendor; false when there is no batch to wait for. Rejects when the vendor fails,
   * and is then to be called again; from `giveUpAt` on a batch that cannot be submitted is given up instead.
   */
  submit(jobId: string, giveUpAt: Date, cancelled: AbortSignal): Promise<boolean>;
  /** Whether all batches of the job have ended. */
  haveEnded(jobId: string, cancelled: AbortSignal): Promise<boolean>;
  /** Stores the answers of the job's batches; those that still run are cancelled first. */
  collect(jobId: string, cancelled: AbortSignal): Promise<Pick<AnsweredParked, 'succeeded' | 'failed'>>;
  /** Answers parked pages by ordinary calls, for a while. */
  answerLeft(jobId: string, cancelled: AbortSignal): Promise<AnsweredParked>;
  /** Cancels the job's batches at the vendor. */
  cancel(jobId: string, cancelled: AbortSignal): Promise<void>;
}

export interface ModelBatchDeps {
  readonly store: Store;
  readonly openJob: OpenJob;
  /** Null where no model is configured: pages that were parked before that are answered with what rules have found. */
  readonly ai: {
    readonly model: Model;
    readonly fillGaps: FillGaps;
    readonly jobTokens: number;
  } | null;
  readonly now: () => Date;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
  readonly onPage: (result: PageResult, durationMs: number) => void;
  readonly onCall: (outcome: string, usage: TokenUsage, durationMs: number) => void;
  readonly log: Log;
}

type Ai = NonNullable<ModelBatchDeps['ai']>;

export function createModelBatchWork(deps: ModelBatchDeps): ModelBatchWork {
  const { store, now, log, ai } = deps;
  const { modelWork } = store;

  const open = async (jobId: string): Promise<Job> => {
    const job = await deps.openJob(jobId);
    if (job === null) throw new JobGone(`no such job [job=${jobId}]`);
    return job;
  };

  async function* parkedOf(jobId: string, batchNo: number | null): AsyncGenerator<ParkedPage[]> {
    for (let after = -1; ;) {
      const pages = await modelWork.parked(jobId, after, PER_READ, batchNo);
      if (pages.length > 0) yield pages;
      const last = pages.at(-1);
      if (last === undefined || pages.length < PER_READ) return;
      after = last.pageNo;
    }
  }

  /** Until when no job tries to submit a batch, because the provider takes none. */
  let noBatchesUntil = 0;

  /** The vendor's id of a batch that was tried; no id when the vendor never had it. */
  const find = async (jobId: string, batch: ModelBatch, signal: AbortSignal): Promise<BatchSearch> => {
    const { vendorId, requests, triedAt, batchNo } = batch;
    if (vendorId !== null || triedAt === null || ai === null)
      return { id: vendorId, hasBatches: ai !== null };
    const others = await modelWork.vendorIds();
    const lost = { label: labelOf(jobId, batchNo), triedAt, requests, others };
    return ai.model.batches.find(lost, signal);
  };

  /** The same for a batch that may be lost for good: the vendor's failure is no reason to stop. */
  const look = async (
    jobId: string,
    batch: ModelBatch,
    signal: AbortSignal,
  ): Promise<{ readonly id: string | null; readonly isKnown: boolean; readonly error?: Error }> => {
    try {
      return { id: (await find(jobId, batch, signal)).id, isKnown: true };
    } catch (error) {
      signal.throwIfAborted();
      log.warn({ err: error, job: jobId }, 'a batch could not be looked for at the model provider');
      return { id: null, isKnown: false, error: error as Error };
    }
  };

  async function submitBatch(
    { model, jobTokens }: Ai,
    job: Job,
    batch: ModelBatch,
    signal: AbortSignal,
  ): Promise<void> {
    const label = labelOf(job.id, batch.batchNo);
    const isFirstTry = batch.triedAt === null;
    if (isFirstTry && now().getTime() < noBatchesUntil)
      return modelWork.note(job.id, batch.batchNo, { ended: true });
    const requests: BatchRequest[] = [];
    for await (const pages of parkedOf(job.id, batch.batchNo))
      for (const { pageNo, question } of pages)
        requests.push({ id: `${label}-${pageNo}`, prompt: promptOf(question) });
    if (requests.length === 0) return modelWork.note(job.id, batch.batchNo, { ended: true });
    const cost = requests.reduce((sum, { prompt }) => sum + costOf(prompt), 0);
    let isAffordable = true;
    let isReserved = !isFirstTry;
    const beforeCreate = async (): Promise<void> => {
      // Tried before, it has its tokens already.
      isReserved ||= isAffordable = await store.modelBudget.reserveTokens(job.id, cost, jobTokens);
      if (!isAffordable) throw new Error('the job has no tokens left for a batch');
      await modelWork.note(job.id, batch.batchNo, { triedAt: now() });
    };
    let found = await find(job.id, batch, signal);
    if (found.id === null && found.hasBatches) {
      try {
        found = await model.batches.submit(label, requests, beforeCreate, signal);
      } catch (error) {
        if (isAffordable) throw error;
        return modelWork.note(job.id, batch.batchNo, { ended: true });
      }
    }
    const { id: vendorId, hasBatches } = found;
    if (!hasBatches) noBatchesUntil = now().getTime() + NO_BATCHES_MS;
    if (vendorId !== null) await modelWork.note(job.id, batch.batchNo, { vendorId });
    const kept = (await modelWork.batches(job.id)).find(({ batchNo }) => batchNo === batch.batchNo)?.vendorId;
    if (kept != null && kept !== vendorId) {
      // This attempt stood still, and another one that was made in its place has submitted meanwhile: that batch counts.
      if (vendorId !== null) await model.batches.cancel(vendorId, AbortSignal.timeout(CANCEL_MS));
      return;
    }
    if (vendorId === null) {
      log.warn({ job: job.id }, 'the model provider takes no batches, its questions are asked one by one');
      if (isReserved) await store.modelBudget.addTokens(job.id, -cost);
      return modelWork.note(job.id, batch.batchNo, { ended: true });
    }
  }

  /**
   * A batch that could not be submitted in time. Was the vendor never asked to make it, it is over; otherwise it may be there
   * although the vendor said nothing: it is looked for once more when the batches are collected, and by the reconciler.
   */
  async function giveUp(job: Job, batchNo: number, error: unknown): Promise<void> {
    log.warn(
      { err: error, job: job.id },
      'a batch could not be submitted to the model provider, its questions are asked one by one',
    );
    noBatchesUntil = now().getTime() + FAILING_MS;
    const batch = (await modelWork.batches(job.id)).find((each) => each.batchNo === batchNo);
    if (batch?.triedAt === null) await modelWork.note(job.id, batchNo, { ended: true });
  }

  const running = async (jobId: string): Promise<ModelBatch[]> =>
    (await modelWork.batches(jobId)).filter(({ ended }) => !ended);

  /** Finishes pages with their outcomes and stores them; returns those that this call stored. */
  async function finishAll(
    job: Job,
    answered: readonly { page: ParkedPage; asked: Asked | null }[],
    signal: AbortSignal,
  ): Promise<PageOutcome[]> {
    const outcomes = await Promise.all(
      answered.map(async ({ page, asked }): Promise<PageOutcome> => {
        const { result } =
          ai === null || asked === null
            ? { result: page.partial }
            : await ai.fillGaps.finish(job, page.partial, asked, signal);
        const charge = pagePrice(result.status === 'error' ? result.failure.code : null);
        return { jobId: job.id, pageNo: page.pageNo, result, charge, exchange: page.exchange };
      }),
    );
    const stored = await modelWork.answer(outcomes, now());
    const own = outcomes.filter(({ pageNo }) => stored.has(pageNo));
    for (const { result } of own) if (isPage(result)) deps.onPage(result, 0);
    return own;
  }

  async function collectBatch(
    vendor: ModelBatches,
    job: Job,
    batch: ModelBatch,
    vendorId: string,
    signal: AbortSignal,
  ): Promise<PageOutcome[]> {
    const label = labelOf(job.id, batch.batchNo);
    const all: PageOutcome[] = [];
    let group: BatchResult[] = [];
    const flush = async (): Promise<void> => {
      const byPage = new Map(group.map(({ id, outcome }) => [Number(id.slice(label.length + 1)), outcome]));
      group = [];
      const pages = await modelWork.parkedAt(job.id, [...byPage.keys()]);
      const answered = pages.flatMap((page) => {
        const outcome = byPage.get(page.pageNo);
        // What may work when it is asked again is asked again, in an ordinary call.
        return outcome === undefined || isToBeAskedAgain(page, outcome)
          ? []
          : [{ page, asked: { outcome, question: page.question, warnings: [], isWhole: true } }];
      });
      const stored = await finishAll(job, answered, signal);
      all.push(...stored);
      for (const { pageNo } of stored) {
        const outcome = byPage.get(pageNo);
        if (outcome === undefined) continue;
        const usage = outcome.usage ?? NO_TOKENS;
        deps.onCall(outcome.kind === 'answer' ? 'answer' : outcome.failure.code, usage, 0);
        const page = answered.find((each) => each.page.pageNo === pageNo)?.page;
        const reserved = page === undefined ? 0 : costOf(promptOf(page.question));
        await store.modelBudget.addTokens(job.id, usage.input + usage.output - reserved);
      }
    };
    for await (const result of vendor.results(vendorId, signal)) {
      // Of some other batch: this one was mistaken for ours.
      if (!result.id.startsWith(`${label}-`)) continue;
      group.push(result);
      if (group.length >= GROUP) await flush();
    }
    if (group.length > 0) await flush();
    return all;
  }

  /** What was reserved for pages that the batch left out: their ordinary calls reserve anew. */
  async function releaseLeft(job: Job, batchNo: number): Promise<void> {
    for await (const pages of parkedOf(job.id, batchNo)) {
      const cost = pages.reduce((sum, { question }) => sum + costOf(promptOf(question)), 0);
      await store.modelBudget.addTokens(job.id, -cost);
    }
  }

  return {
    submit: async (jobId, giveUpAt, cancelled) => {
      const job = await open(jobId);
      if (ai === null) return false;
      await modelWork.plan(jobId, MOST);
      for (const batch of await running(jobId)) {
        if (batch.vendorId !== null) continue;
        try {
          await submitBatch(ai, job, batch, cancelled);
        } catch (error) {
          if (cancelled.aborted || now() < giveUpAt) throw error;
          await giveUp(job, batch.batchNo, error);
        }
      }
      return (await running(jobId)).length > 0;
    },

    haveEnded: async (jobId, cancelled) => {
      for (const { vendorId } of await running(jobId))
        if (vendorId !== null && (await ai?.model.batches.state(vendorId, cancelled)) === 'running')
          return false;
      return true;
    },

    collect: async (jobId, cancelled) => {
      const job = await open(jobId);
      if (ai === null) return counts([]);
      const vendor = ai.model.batches;
      const outcomes: PageOutcome[] = [];
      for (const batch of await running(jobId)) {
        const { id: vendorId, isKnown } = await look(jobId, batch, cancelled);
        const state = vendorId === null ? 'gone' : await vendor.state(vendorId, cancelled);
        if (vendorId !== null && state === 'running') await vendor.cancel(vendorId, cancelled);
        if (vendorId !== null && state === 'ended')
          outcomes.push(...(await collectBatch(vendor, job, batch, vendorId, cancelled)));
        await releaseLeft(job, batch.batchNo);
        if (isKnown) await modelWork.note(jobId, batch.batchNo, { ended: true });
        if (vendorId !== null && state === 'ended')
          await vendor.discard(vendorId, cancelled).catch((error: unknown) => {
            log.warn(
              { err: error, job: jobId },
              "a batch's files could not be deleted at the model provider",
            );
          });
      }
      return counts(outcomes);
    },

    answerLeft: async (jobId, cancelled) => {
      const job = await open(jobId);
      const brake = createBrake([cancelled, deps.shutdown], TIME_BOX_MS.parked);
      const outcomes: PageOutcome[] = [];
      try {
        const pages = await modelWork.parked(jobId, -1, PER_READ, null);
        const next = async (): Promise<void> => {
          for (let page; !brake.stop.aborted && (page = pages.shift()) !== undefined;) {
            try {
              const asked = (await ai?.fillGaps.ask(job, page.question, brake.cutOff)) ?? null;
              outcomes.push(...(await finishAll(job, [{ page, asked }], brake.cutOff)));
            } catch (error) {
              // It stays parked, for the next call.
              if (!(error instanceof ModelBusy)) throw error;
            }
          }
        };
        const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, next));
        const broken = ended.find((end) => end.status === 'rejected');
        if (broken !== undefined && !brake.cutOff.aborted) throw broken.reason;
      } finally {
        brake.release();
      }
      return { ...counts(outcomes), more: (await modelWork.parked(jobId, -1, 1, null)).length > 0 };
    },

    cancel: async (jobId, cancelled) => {
      for (const batch of await running(jobId)) {
        const { id: vendorId, error } = await look(jobId, batch, cancelled);
        // Batches end by themselves after a day.
        const isOld = batch.triedAt !== null && now().getTime() - batch.triedAt.getTime() > LONGEST_BATCH_MS;
        if (error !== undefined && !isOld) throw error;
        if (vendorId !== null) await ai?.model.batches.cancel(vendorId, cancelled);
        await modelWork.note(jobId, batch.batchNo, { ended: true });
      }
    },
  };
}

/** In the vendor's ids of requests, and where it has a place for it, on the batch. */
function labelOf(jobId: string, batchNo: number): string {
  return `${jobId}-${batchNo}`;
}

/** Failures that may pass, and answers to a question that the server has cut. */
function isToBeAskedAgain({ question }: ParkedPage, outcome: ModelOutcome): boolean {
  if (outcome.kind === 'failed') return outcome.again !== 'no';
  return wasCut(promptOf(question), outcome.usage.input, { context: null, scale: 1 });
}

function isPage(result: PageOutcome['result']): result is PageResult {
  return result.status === 'success' || result.status === 'error';
}

function counts(outcomes: readonly PageOutcome[]): { succeeded: number; failed: number } {
  const succeeded = outcomes.filter(({ result }) => result.status === 'success').length;
  return { succeeded, failed: outcomes.length - succeeded };
}
