/** What this process has learned about the size of the configured model: its context, and how its tokeniser counts. */

import type { ModelSize } from '../core/model/fit.js';
import type { Model } from '../ports/model.js';

export interface ModelLimits {
  /** The model's tokens for each token of our estimate, on the safe side. */
  scale(): number;
  /** Rejects with the signal's reason when it aborts. */
  size(signal: AbortSignal): Promise<ModelSize>;
  /** Takes note of what the model counted of a question that was estimated; never of one that was cut. */
  learn(estimated: number, counted: number): void;
  /** Takes note of a context that an answer has shown. */
  noteContext(tokens: number): void;
}

/** Counts that are kept: the largest of them decides, so the estimate stays on the safe side. */
const KEPT = 50;
/** Fewer counts than this say nothing about the pages to come. */
const ENOUGH = 5;
const MARGIN = 1.05;
const BOUNDS = { least: 0.5, most: 4 };
/** A server may be started anew with another context. */
const CONTEXT_MS = 600_000;

export function createModelLimits(model: Pick<Model, 'facts'>, now: () => number = Date.now): ModelLimits {
  const ratios: number[] = [];
  let noted: { readonly tokens: number; readonly until: number } | null = null;

  const scale = (): number => {
    const most = Math.max(...ratios, 0) * MARGIN;
    return Math.min(BOUNDS.most, Math.max(ratios.length < ENOUGH ? 1 : BOUNDS.least, most));
  };

  return {
    scale,
    size: async (signal) => {
      const { contextTokens } = await model.facts(signal);
      const seen = noted !== null && noted.until > now() ? noted.tokens : null;
      const known = [contextTokens, seen].filter((tokens) => tokens !== null);
      return { context: known.length === 0 ? null : Math.min(...known), scale: scale() };
    },
    learn: (estimated, counted) => {
      if (counted <= 0 || estimated <= 0) return;
      ratios.push(counted / estimated);
      if (ratios.length > KEPT) ratios.shift();
    },
    noteContext: (tokens) => {
      noted = { tokens, until: now() + CONTEXT_MS };
    },
  };
}
