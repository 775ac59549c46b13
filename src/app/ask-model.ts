/**
 * One question to the model, with what surrounds it: the job's budget, a slot, and further attempts. A call that failed is
 * made four times at the most, with back-off and jitter, and not before `Retry-After`. A server that is away is waited for:
 * calls that it did not take are no attempts. All of it has two minutes, in which the wait for a slot of a server that
 * works does not count.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { failure, type FailureCode } from '../core/failure.js';
import { costOf, type Prompt } from '../core/model/prompt.js';
import { MODEL_MS } from '../core/timings.js';
import { unlessAborted } from '../core/unless-aborted.js';
import type {
  Again,
  Model,
  ModelFailure,
  ModelOutcome,
  ModelRequest,
  PromptImage,
  TokenUsage,
} from '../ports/model.js';
import type { Job } from '../core/job.js';
import type { Store } from '../ports/store/index.js';
import type { CallEnd, ModelPace } from './model-pace.js';
import { ServerAway, type ModelSlots } from './model-slots.js';

const MAX_ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 8_000;
/** More room for an answer that was cut. */
const LARGER = 4;
/** What is left of the two minutes of a question. Calls that share it are made for the same question. */
export interface QuestionTime {
  leftMs: number;
  /** How long its calls have waited for slots of a server that works, all together. */
  queuedMs: number;
}

export function questionTime(leftMs: number = MODEL_MS.question): QuestionTime {
  return { leftMs, queuedMs: 0 };
}

/**
 * `time` is given when several calls are made for one question; otherwise the call has the two minutes to itself.
 * Rejects with the signal's reason when it aborts, and with `ModelBusy` when a server that works has had no time for the
 * question: it may be asked later. Whatever the vendor does is an outcome.
 */
export type AskModel = (
  job: Job,
  prompt: Prompt,
  images: readonly PromptImage[],
  signal: AbortSignal,
  time?: QuestionTime,
) => Promise<ModelOutcome>;

export interface AskDeps {
  readonly model: Model;
  readonly slots: ModelSlots;
  readonly pace: Pick<ModelPace, 'awayMs' | 'isAway'>;
  readonly modelBudget: Pick<Store['modelBudget'], 'reserveTokens' | 'addTokens'>;
  /** Most tokens that one job may take. */
  readonly jobTokens: number;
  /** Told of each attempt: `answer` or an error code, and how long the call took. */
  readonly onCall: (outcome: string, usage: TokenUsage, durationMs: number) => void;
  /** Told of each call that failed. */
  readonly onFailure: (job: Job, failed: ModelFailure) => void;
  /** The two minutes, unless a test has less time. */
  readonly questionMs?: number;
}

export const NO_TOKENS: TokenUsage = { input: 0, output: 0 };

export function createAskModel(deps: AskDeps): AskModel {
  const { pace } = deps;
  return async (job, prompt, images, signal, time = questionTime(deps.questionMs)) => {
    let last: ModelFailure | null = null;
    let asked = prompt;
    let refusals = 0;
    for (let attempts = 0; time.leftMs > 0;) {
      const asking = { job, prompt: asked, images, time: { ...time } };
      const { outcome, spentMs, queuedMs } = await askOnce(deps, asking, signal);
      time.leftMs -= spentMs;
      time.queuedMs += queuedMs;
      if (outcome === null) break;
      if (outcome.kind === 'answer' || outcome.again === 'no' || outcome.again === 'smaller') return outcome;
      last = outcome;
      const isAttempt = outcome.away !== 'refused';
      if (isAttempt) attempts += 1;
      // Once the server counts as away, the slots wait for its return.
      if (!isAttempt && pace.isAway()) continue;
      if (outcome.again === 'larger') {
        // Cut again with all that room, it will be cut a third time.
        if (asked !== prompt) return outcome;
        asked = { ...prompt, maxOutputTokens: prompt.maxOutputTokens * LARGER };
        continue;
      }
      const waitMs = Math.max(outcome.retryAfterMs ?? 0, backOffMs(isAttempt ? attempts - 1 : refusals++));
      if (attempts >= MAX_ATTEMPTS || waitMs >= time.leftMs) return outcome;
      await unlessAborted(sleep(waitMs, undefined, { ref: false }), signal);
      time.leftMs -= waitMs;
    }
    return last ?? unreachable();
  };
}

interface Asking {
  readonly job: Job;
  readonly prompt: Prompt;
  readonly images: readonly PromptImage[];
  readonly time: Readonly<QuestionTime>;
}

/** `spentMs`: of the question's time; `queuedMs`: for a slot. `outcome` is null when the question's time ran out. */
async function askOnce(
  { model, slots, pace, modelBudget, jobTokens, onCall, onFailure }: AskDeps,
  { job, prompt, images, time: { leftMs, queuedMs: queuedBefore } }: Asking,
  signal: AbortSignal,
): Promise<{ outcome: ModelOutcome | null; spentMs: number; queuedMs: number }> {
  const most = costOf(prompt, images.length);
  const awayBefore = pace.awayMs();
  const enteredAt = performance.now();
  const waiting = { signal, awayMs: leftMs, queuedMs: queuedBefore };
  try {
    return await slots.within(job.accountId, waiting, async (call, isWaitedFor) => {
      const waitedMs = pace.awayMs() - awayBefore;
      const queuedMs = Math.max(0, performance.now() - enteredAt - waitedMs);
      if (!(await modelBudget.reserveTokens(job.id, most, jobTokens)))
        return { outcome: spent(jobTokens), spentMs: 0, queuedMs };
      let used = 0;
      const startedAt = performance.now();
      const passedMs = (): number => performance.now() - startedAt;
      try {
        const timeoutMs = Math.max(1, Math.ceil(Math.min(call.timeoutMs, leftMs - waitedMs)));
        const outcome = await callModel(model, { prompt, images, timeoutMs }, signal);
        call.end(endOf(outcome), passedMs(), isWaitedFor());
        const usage = outcome.usage ?? NO_TOKENS;
        used = usage.input + usage.output;
        onCall(outcome.kind === 'answer' ? 'answer' : outcome.failure.code, usage, passedMs());
        if (outcome.kind === 'failed') onFailure(job, outcome);
        return { outcome, spentMs: waitedMs + passedMs(), queuedMs };
      } finally {
        await modelBudget.addTokens(job.id, used - most);
      }
    });
  } catch (error) {
    if (!(error instanceof ServerAway)) throw error;
    return { outcome: null, spentMs: leftMs, queuedMs: 0 };
  }
}

/** The SDKs' own time-outs end with the head of an answer; its body is bounded here. */
async function callModel(model: Model, request: ModelRequest, signal: AbortSignal): Promise<ModelOutcome> {
  const bound = AbortSignal.timeout(request.timeoutMs + MODEL_MS.body);
  try {
    return await model.ask(request, AbortSignal.any([signal, bound]));
  } catch (error) {
    signal.throwIfAborted();
    if (!bound.aborted) throw error;
    return failedCall('LLM_TIMEOUT', 'The model did not answer in time.', 'later');
  }
}

function endOf(outcome: ModelOutcome): CallEnd {
  // An empty answer or one that was cut took its time as well.
  if (outcome.kind === 'answer' || outcome.usage !== null) return 'answered';
  if (outcome.away !== undefined) return 'away';
  if (outcome.failure.code === 'LLM_TIMEOUT') return 'late';
  const status = outcome.said?.status;
  return outcome.failure.code === 'LLM_RATE_LIMITED' || status === 503 || status === 529
    ? 'limited'
    : 'other';
}

/** Doubled each time, with up to half of it at random, so that callers who failed together do not return together. */
function backOffMs(attempt: number): number {
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (1 + Math.random() / 2);
}

function unreachable(): ModelFailure {
  return failedCall('LLM_UNAVAILABLE', 'The model provider could not be reached.', 'no');
}

/** The operator's bound, not the vendor's: the job goes on with what rules can answer. */
function spent(jobTokens: number): ModelFailure {
  return failedCall('LLM_UNAVAILABLE', `The job has used up its ${jobTokens} tokens of the model.`, 'no');
}

/** A failure that the vendor did not report itself: it has no usage and asks for no wait. */
export function failedCall(code: FailureCode, message: string, again: Again): ModelFailure {
  return { kind: 'failed', failure: failure(code, message), again, retryAfterMs: null, usage: null };
}
