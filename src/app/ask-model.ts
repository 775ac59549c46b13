/**
 * One question to the model, with what surrounds it: the job's budget, a slot, retries with back-off and jitter that honour
 * Retry-After, all within one deadline (Runo section 9: four attempts).
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '../core/failure.js';
import { costOf, type Prompt } from '../core/model/prompt.js';
import { unlessAborted } from '../core/unless-aborted.js';
import type { Model, ModelFailure, ModelOutcome, PromptImage, TokenUsage } from '../ports/model.js';
import type { Job, Store } from '../ports/store.js';
import type { ModelSlots } from './model-slots.js';

const MAX_ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 8_000;
/** More room for an answer that was cut. */
const LARGER = 4;
/** Bounds all attempts of a question together. Chunks live on it: see their start-to-close time in workflows/activities.ts. */
const DEADLINE_MS = 120_000;

export type AskModel = (
  job: Job,
  prompt: Prompt,
  images: readonly PromptImage[],
  signal: AbortSignal,
) => Promise<ModelOutcome>;

export interface AskDeps {
  readonly model: Model;
  readonly slots: ModelSlots;
  readonly models: Pick<Store['models'], 'reserveTokens' | 'addTokens'>;
  /** Most tokens that one job may take. */
  readonly jobTokens: number;
  /** Bound of one attempt. */
  readonly timeoutMs: number;
  /** Told of each attempt: `answer` or an error code. */
  readonly onCall: (outcome: string, usage: TokenUsage, durationMs: number) => void;
}

export const NO_TOKENS: TokenUsage = { input: 0, output: 0 };

/** Rejects with the signal's reason when it aborts; whatever the vendor does is an outcome. */
export function createAskModel(deps: AskDeps): AskModel {
  return async (job, prompt, images, signal) => {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    const deadline = performance.now() + DEADLINE_MS;
    let last: ModelFailure | null = null;
    let asked = prompt;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      let outcome: ModelOutcome;
      try {
        outcome = await askOnce(deps, job, asked, images, bounded);
      } catch (error) {
        signal.throwIfAborted();
        if (!bounded.aborted) throw error;
        return last ?? late();
      }
      if (outcome.kind === 'answer' || outcome.again === 'no') return outcome;
      last = outcome;
      if (outcome.again === 'larger') {
        // Cut again with all that room, it will be cut a third time.
        if (asked !== prompt) return outcome;
        asked = { ...prompt, maxOutputTokens: prompt.maxOutputTokens * LARGER };
        continue;
      }
      const waitMs = Math.max(outcome.retryAfterMs ?? 0, backOffMs(attempt));
      if (attempt + 1 === MAX_ATTEMPTS || performance.now() + waitMs >= deadline) return outcome;
      await unlessAborted(sleep(waitMs, undefined, { ref: false }), signal);
    }
    return last ?? late();
  };
}

async function askOnce(
  { model, slots, models, jobTokens, timeoutMs, onCall }: AskDeps,
  job: Job,
  prompt: Prompt,
  images: readonly PromptImage[],
  signal: AbortSignal,
): Promise<ModelOutcome> {
  const most = costOf(prompt, images.length);
  if (!(await models.reserveTokens(job.id, most, jobTokens))) return spent(jobTokens);
  const startedAt = performance.now();
  let used = 0;
  try {
    const outcome = await slots.within(job.accountId, signal, () =>
      model.ask({ prompt, images, timeoutMs }, signal),
    );
    const usage = outcome.usage ?? NO_TOKENS;
    used = usage.input + usage.output;
    onCall(outcome.kind === 'answer' ? 'answer' : outcome.failure.code, usage, performance.now() - startedAt);
    return outcome;
  } finally {
    await models.addTokens(job.id, used - most);
  }
}

/** Doubled each time, with up to half of it at random, so that callers who failed together do not return together. */
function backOffMs(attempt: number): number {
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (1 + Math.random() / 2);
}

function late(): ModelFailure {
  return failed('LLM_TIMEOUT', 'The model did not answer in time.');
}

/** The operator's bound, not the vendor's: the job goes on with what rules can answer. */
function spent(jobTokens: number): ModelFailure {
  return failed('LLM_UNAVAILABLE', `The job has used up its ${jobTokens} tokens of the model.`);
}

function failed(code: 'LLM_TIMEOUT' | 'LLM_UNAVAILABLE', message: string): ModelFailure {
  return { kind: 'failed', failure: failure(code, message), again: 'no', retryAfterMs: null, usage: null };
}
