/** The text of a model's answer, checked: what is of no shape that was asked for is no answer. */

import { z } from 'zod';
import { failure, type FailureCode } from '../../core/failure.js';
import type { ModelAnswer } from '../../core/model/ground.js';
import type { Again, ModelFailure, ModelOutcome, Overflow, TokenUsage } from '../../ports/model.js';

/** An answer, an object in it, one in that, and the parts of a boolean. */
const MAX_DEPTH = 4;

const answer = z.custom<ModelAnswer>((value) => isAnswer(value));

function isAnswer(value: unknown, depth = MAX_DEPTH): value is ModelAnswer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((part) => isPart(part, depth - 1));
}

function isPart(part: unknown, depth: number): boolean {
  if (typeof part !== 'object' || part === null) return part !== undefined;
  const inner: unknown[] = Array.isArray(part) ? part : [part];
  return inner.every((one) => typeof one !== 'object' || one === null || (depth > 0 && isAnswer(one, depth)));
}

export function readAnswer(text: string, usage: TokenUsage): ModelOutcome {
  if (text.trim() === '') return modelFailure('LLM_EMPTY', 'The model returned nothing.', 'later', usage);
  const parsed = answer.safeParse(parse(text));
  return parsed.success
    ? { kind: 'answer', answer: parsed.data, usage }
    : modelFailure('LLM_ERROR', "The model's answer is not in the form that was asked for.", 'later', usage);
}

export function truncated(usage: TokenUsage): ModelFailure {
  return modelFailure('LLM_TRUNCATED', "The model's answer was cut.", 'larger', usage);
}

/** The question is longer than the model's context. */
export function tooLong(overflow: Overflow): ModelFailure {
  const { asked, context } = overflow;
  const told = context === null ? '' : ` (${asked ?? 'more'} of ${context} tokens)`;
  return {
    ...modelFailure('LLM_BAD_REQUEST', `The question is longer than the model's context${told}.`, 'smaller'),
    overflow,
  };
}

export function refused(usage: TokenUsage | null): ModelFailure {
  return modelFailure('LLM_BLOCKED', 'The model refused to answer for this page.', 'no', usage);
}

export function modelFailure(
  code: FailureCode,
  message: string,
  again: Again,
  usage: TokenUsage | null = null,
  retryAfterMs: number | null = null,
): ModelFailure {
  return { kind: 'failed', failure: failure(code, message), again, retryAfterMs, usage };
}

/** Servers without structured output put the JSON into a fenced block now and then. */
function parse(text: string): unknown {
  const body = /^\s*```(?:json)?\s*([^]*?)\s*```\s*$/.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
