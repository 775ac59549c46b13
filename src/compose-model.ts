/** Builds what asks a model, where one is configured. */

import type { EgressGate } from './adapters/egress/gate.js';
import { createFetcher } from './adapters/fetch/fetcher.js';
import { createModel } from './adapters/models/index.js';
import { createAskModel } from './app/ask-model.js';
import { createAskQuestion } from './app/ask-question.js';
import { createEyes } from './app/eyes.js';
import { createFillGaps, type FillGaps } from './app/fill-gaps.js';
import { createModelFailureLog } from './app/model-failure-log.js';
import { createModelLimits } from './app/model-limits.js';
import { createModelPace } from './app/model-pace.js';
import { createModelSlots } from './app/model-slots.js';
import type { Config, LlmConfig } from './config.js';
import { MODEL_MS } from './core/timings.js';
import type { Metrics } from './metrics.js';
import type { Log } from './ports/log.js';
import type { Model } from './ports/model.js';
import type { Store } from './ports/store/index.js';

/** Of one image (Runo section 11.4). */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

export interface ModelParts {
  readonly config: Config;
  readonly llm: LlmConfig;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly gate: EgressGate;
  readonly log: Log;
}

export interface ModelSide {
  readonly model: Model;
  readonly fillGaps: FillGaps;
  /** Most tokens that one job may take. */
  readonly jobTokens: number;
}

export function composeModel(
  { config, llm, store, metrics, gate, log }: ModelParts,
  closers: (() => Promise<void>)[],
): ModelSide {
  const model = createModel(llm);
  closers.push(() => model.close());
  const closing = new AbortController();
  closers.push(async () => closing.abort());
  // In the background: a model server may start after this one, and nothing waits for it.
  void checkModel(model, log, closing.signal);
  const imageFetcher = createFetcher({ gate, userAgent: config.userAgent, maxBodyBytes: MAX_IMAGE_BYTES });
  closers.push(() => imageFetcher.close());
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
    imageFetcher,
  });
  return { model, fillGaps, jobTokens };
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
