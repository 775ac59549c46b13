/** Whether a question fits the model's context, how it is made to fit, and how a question is told that the server has cut. */

import { withFewerPassages } from './passages.js';
import { inputTokens, promptOf, textOf, type Prompt } from './prompt.js';
import type { Question } from './question.js';
import { estimateTokens, leastTokens } from './tokens.js';

export interface ModelSize {
  /** Tokens that question and answer may have together; null when unknown. */
  readonly context: number | null;
  /** The model's tokens for each token of our estimate, on the safe side. */
  readonly scale: number;
}

/** Less of a page than this is no page. */
const MIN_PAGE_TOKENS = 40;
const MAX_ROUNDS = 4;
/** A context is never left to the answer alone. */
const MAX_ANSWER_SHARE = 0.5;
/** Servers keep a few tokens of a context for themselves. */
const SLACK_TOKENS = 8;
/** Contexts are set in multiples of it. */
const CONTEXT_STEP = 1_024;

/** The question with as much of its page as the context holds; null when not even the fields fit. */
export function fitted(question: Question, { context, scale }: ModelSize): Question | null {
  if (context === null) return question;
  let fit = question;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const prompt = promptOf(fit);
    const answer = Math.min(prompt.maxOutputTokens, context * MAX_ANSWER_SHARE);
    const over = inputTokens(prompt) - (context - answer - SLACK_TOKENS) / scale;
    if (over <= 0) return fit;
    const left = Math.floor(estimateTokens(fit.passages) - over);
    if (left < MIN_PAGE_TOKENS) return null;
    fit = withFewerPassages(fit, left);
  }
  return null;
}

/** The question with half of its page; null when there is no page left to halve. */
export function halved(question: Question): Question | null {
  const left = Math.floor(estimateTokens(question.passages) / 2);
  return left < MIN_PAGE_TOKENS ? null : withFewerPassages(question, left);
}

/**
 * Whether a server has counted so few tokens that it cannot have read the whole question: fewer than any tokeniser makes of
 * it, or about as many as remain of a question that Ollama has cut to its context (all of the context, or half of it).
 */
export function wasCut(prompt: Prompt, counted: number, { context, scale }: ModelSize): boolean {
  if (counted === 0) return false;
  if (counted < leastTokens(textOf(prompt))) return true;
  const expected = inputTokens(prompt) * scale;
  if (context === null) return counted % CONTEXT_STEP === 0 && counted < expected;
  if (expected < context - SLACK_TOKENS) return false;
  return counted >= context - SLACK_TOKENS || Math.abs(counted - context / 2) <= SLACK_TOKENS;
}

/** Whether even the question without its page has more tokens than the server counted: less of the page cannot help. */
export function isBelowFields(question: Question, counted: number): boolean {
  return counted < leastTokens(textOf(promptOf({ ...question, passages: '' })));
}
