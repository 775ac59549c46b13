/** Builds what asks a model, where one is configured. */

import type { EgressGate } from './adapters/egress/gate.js';
import { createFetcher } from './adapters/fetch/fetcher.js';
import { createModel } from './adapters/models/index.js';
import { createAskModel } from './app/ask-model.js';
import { createFillGaps, type FillGaps } from './app/fill-gaps.js';
import { createModelSlots } from './app/model-slots.js';
import type { Config, LlmConfig } from './config.js';
import type { Metrics } from './metrics.js';
import type { Model } from './ports/model.js';
import type { Store } from './ports/store.js';

/** Of one image (Runo section 11.4). */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

export interface ModelParts {
  readonly config: Config;
  readonly llm: LlmConfig;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly gate: EgressGate;
}

export interface ModelSide {
  readonly model: Model;
  readonly fillGaps: FillGaps;
  /** Most tokens that one job may take. */
  readonly jobTokens: number;
}

export function composeModel(
  { config, llm, store, metrics, gate }: ModelParts,
  closers: (() => Promise<void>)[],
): ModelSide {
  const model = createModel(llm);
  closers.push(() => model.close());
  const imageFetcher = createFetcher({ gate, userAgent: config.userAgent, maxBodyBytes: MAX_IMAGE_BYTES });
  closers.push(() => imageFetcher.close());
  const limits = { all: llm.concurrency, perAccount: llm.accountConcurrency };
  // A database of our own has no other workers.
  const slots = createModelSlots(limits, config.databaseUrl === null ? null : store.models);
  const { jobTokens, timeoutMs, pageTokens } = llm;
  const onCall = metrics.onModelCall;
  const askModel = createAskModel({ model, slots, models: store.models, jobTokens, timeoutMs, onCall });
  return { model, fillGaps: createFillGaps({ askModel, pageTokens, imageFetcher }), jobTokens };
}
