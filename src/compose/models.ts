/** What asks a model, where one is configured. */

import { createModelBatchActivities } from '../../activities/index.js';
import { createFetcher } from '../adapters/fetch/fetcher.js';
import { createModel } from '../adapters/models/index.js';
import { createAskModel } from '../app/ask-model.js';
import { createAskQuestion } from '../app/ask-question.js';
import { createEyes } from '../app/eyes.js';
import { createFillGaps, type FillGaps } from '../app/fill-gaps.js';
import { watching } from '../app/job-watch.js';
import { createModelBatchWork } from '../app/model-batches/index.js';
import { createModelFailureLog } from '../app/model-failure-log.js';
import { createModelLimits } from '../app/model-limits.js';
import { createModelPace } from '../app/model-pace.js';
import { createModelSlots } from '../app/model-slots.js';
import { MODEL_MS } from '../core/timings.js';
import type { Log } from '../ports/log.js';
import type { Model } from '../ports/model.js';
import type { WorkBase } from './base.js';

/** An image of more bytes is not shown to the model. */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

export interface ModelSide {
  readonly model: Model;
  readonly fillGaps: FillGaps;
  /** Most tokens that one job may take. */
  readonly jobTokens: number;
}

/** Null where no model is configured. */
export function composeModel(base: WorkBase): ModelSide | null {
  const { config, store, metrics, gate, log, own } = base;
  const { llm } = config;
  if (llm === null) return null;
  const model = own(createModel(llm));
  checkInBackground(model, base);
  const { userAgent } = config;
  const imageFetcher = own(createFetcher({ gate, userAgent, maxBodyBytes: MAX_IMAGE_BYTES }));
  const limits = { all: llm.concurrency, perAccount: llm.accountConcurrency };
  const pace = createModelPace({
    most: llm.concurrency,
    timeoutMs: llm.timeoutMs,
    maxTimeoutMs: MODEL_MS.question,
  });
  // A database of our own has no other workers.
  const slots = createModelSlots(limits, config.databaseUrl === null ? null : store.modelBudget, pace);
  const { jobTokens, pageTokens } = llm;
  const askModel = createAskModel({
    model,
    slots,
    pace,
    modelBudget: store.modelBudget,
    jobTokens,
    onCall: metrics.onModelCall,
    onFailure: createModelFailureLog(log),
  });
  const modelLimits = createModelLimits(model);
  const askQuestion = createAskQuestion({ askModel, limits: modelLimits, modelName: model.name, log });
  const eyes = createEyes({ model, askModel, log });
  const fillGaps = createFillGaps({
    askModel,
    askQuestion,
    eyes,
    limits: modelLimits,
    pageTokens,
    modelName: llm.model,
    onRules: metrics.onRules,
    imageFetcher,
  });
  return { model, fillGaps, jobTokens };
}

/** The model's work that is not a page's: batches at its vendor. Without a model, what was parked earlier is ended. */
export function composeModelBatches(base: WorkBase, model: ModelSide | null) {
  const { config, store, metrics, log, now, openJob, jobWatch, shutdown } = base;
  const { onPage, onModelCall: onCall } = metrics;
  const work = createModelBatchWork({ store, openJob, ai: model, now, shutdown, onPage, onCall, log });
  return {
    activities: createModelBatchActivities(
      { ...work, answerLeft: watching(jobWatch, work.answerLeft) },
      config.llm?.batchPollMs ?? 0,
    ),
    cancelBatches: work.cancel,
  };
}

/** A model server may start after this process, and nothing waits for it. */
function checkInBackground(model: Model, { log, own }: WorkBase): void {
  const closing = own(new AbortController(), (controller) => controller.abort());
  void checkModel(model, log, closing.signal);
}

/** Says in the log what is wrong with the model's settings. */
async function checkModel(model: Model, log: Log, signal: AbortSignal): Promise<void> {
  try {
    const { isGood, message, said } = await model.check(signal);
    if (isGood) log.info({ model: model.name }, message);
    else log.warn({ model: model.name, provider: said }, message);
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'the model could not be looked at');
  }
}
