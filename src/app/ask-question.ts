/**
 * A question about a page, asked in the size that the model's context holds. A question that the server refuses as too long,
 * or has cut without saying so, is asked again with less of the page.
 */

import type { FailureCode } from '../core/failure.js';
import { fitted, halved, isBelowFields, wasCut, type ModelSize } from '../core/model/fit.js';
import { inputTokens, promptOf, type Prompt } from '../core/model/prompt.js';
import type { Question } from '../core/model/question.js';
import type { Log } from '../ports/log.js';
import type { ModelOutcome } from '../ports/model.js';
import type { Job } from '../core/job.js';
import { failedCall, questionTime, type AskModel } from './ask-model.js';
import type { ModelLimits } from './model-limits.js';

/** An outcome with the question that it answers, which may show less of the page than the one that was to be asked. */
export interface Asked {
  readonly outcome: ModelOutcome;
  readonly question: Question;
  readonly warnings: readonly string[];
  /** False when the server has cut even the smallest question: the page may say more. */
  readonly isWhole: boolean;
}

export type AskQuestion = (job: Job, question: Question, signal: AbortSignal) => Promise<Asked>;

export interface AskQuestionDeps {
  readonly askModel: AskModel;
  readonly limits: ModelLimits;
  /** Vendor, address and model, for the log. */
  readonly modelName: string;
  readonly log: Log;
}

/** How often one question is made smaller. */
const MAX_SMALLER = 4;

/** What an outcome says about the size of its question. */
type Verdict = 'fits' | 'too-long' | { readonly readTokens: number };

/** Rejects with the signal's reason when it aborts; whatever the server does is an outcome. */
export function createAskQuestion({ askModel, limits, modelName, log }: AskQuestionDeps): AskQuestion {
  let isLogged = false;

  const logCut = (prompt: Prompt, readTokens: number): void => {
    if (isLogged) return;
    isLogged = true;
    log.warn(
      { model: modelName, readTokens, estimatedTokens: inputTokens(prompt) },
      "the model's server has cut a question to its context without an error: give it a larger one (Ollama: num_ctx or OLLAMA_CONTEXT_LENGTH) or lower LLM_PAGE_TOKENS",
    );
  };

  async function judge(prompt: Prompt, outcome: ModelOutcome, signal: AbortSignal): Promise<Verdict> {
    if (outcome.kind === 'failed' && outcome.again === 'smaller') {
      const { asked, context } = outcome.overflow ?? { asked: null, context: null };
      if (context !== null) limits.noteContext(context);
      if (asked !== null) limits.learn(inputTokens(prompt), asked);
      return 'too-long';
    }
    const { usage } = outcome;
    const isCutAnswer = outcome.kind === 'failed' && outcome.failure.code === 'LLM_TRUNCATED';
    if (usage === null || (outcome.kind === 'failed' && !isCutAnswer)) return 'fits';
    const size = await limits.size(signal);
    if (wasCut(prompt, usage.input, size)) {
      logCut(prompt, usage.input);
      return { readTokens: usage.input };
    }
    limits.learn(inputTokens(prompt), usage.input);
    // The answer has met the end of the context before its own bound.
    const isFull = size.context !== null && usage.input + usage.output >= size.context - 1;
    return isCutAnswer && isFull ? 'too-long' : 'fits';
  }

  return async (job, question, signal) => {
    const time = questionTime();
    let size = await limits.size(signal);
    let shown = fitted(question, size);
    if (shown === null) return tooSmall(question, size);
    let { context } = size;
    for (let smaller = 0; ; smaller += 1) {
      const prompt = promptOf(shown);
      const outcome = await askModel(job, prompt, [], signal, time);
      const verdict = await judge(prompt, outcome, signal);
      size = await limits.size(signal);
      context = size.context ?? context;
      const asked = { outcome, question: shown, warnings: toldOf(question, shown, context), isWhole: true };
      if (verdict === 'fits') return asked;
      // What is left of a cut question tells the context only roughly, so it decides about this question alone.
      if (typeof verdict === 'object' && size.context === null) {
        context = verdict.readTokens;
        size = { ...size, context };
      }
      if (time.leftMs <= 0) return failed('LLM_TIMEOUT', 'The model did not answer in time.', shown);
      const isHopeless: boolean = typeof verdict === 'object' && isBelowFields(shown, verdict.readTokens);
      const next: Question | null = isHopeless || smaller === MAX_SMALLER ? null : shrink(shown, size);
      if (next === null) {
        if (verdict === 'too-long') return asked;
        const warning = `the model's server read ${verdict.readTokens} of about ${inputTokens(prompt)} tokens: it cut the question, so the page may say more`;
        return { ...asked, warnings: [warning], isWhole: false };
      }
      shown = next;
    }
  };
}

/** A smaller question than this one, which was too long although it may have seemed to fit. */
function shrink(question: Question, size: ModelSize): Question | null {
  const fit = fitted(question, size);
  return fit === null || fit === question ? halved(question) : fit;
}

function toldOf(whole: Question, shown: Question, context: number | null): readonly string[] {
  if (shown === whole) return [];
  const share = Math.max(1, Math.round((100 * shown.passages.length) / Math.max(1, whole.passages.length)));
  const holds = context === null ? '' : ` of ${context} tokens`;
  return [`the model was shown ${share}% of the page's text: its context${holds} holds no more`];
}

function tooSmall(question: Question, { context }: ModelSize): Asked {
  const message = `The model's context of ${context ?? 0} tokens is too small for these fields and a page.`;
  return failed('LLM_BAD_REQUEST', message, question);
}

function failed(code: FailureCode, message: string, question: Question): Asked {
  return { outcome: failedCall(code, message, 'no'), question, warnings: [], isWhole: true };
}
