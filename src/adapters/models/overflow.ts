/**
 * How servers say that a question is longer than the model's context. Each has words of its own; only llama.cpp has fields for
 * the two numbers. Seen with llama.cpp (xllamacpp 2026.10.11549) and with
 * LiteLLM 1.110.2 before it; the sentence of Ollama is from its source. The words of the others are as known, not seen here.
 */

import { z } from 'zod';
import type { Overflow } from '../../ports/model.js';

const UNKNOWN: Overflow = { asked: null, context: null };

/** llama.cpp: `{"error":{"code":400,"type":"exceed_context_size_error","n_prompt_tokens":8026,"n_ctx":2048}}`. */
const numbers = z.object({ n_prompt_tokens: z.number().positive(), n_ctx: z.number().positive() });

const TOO_LONG =
  /context_length_exceeded|exceed_context_size|ContextWindowExceeded|(?:maximum|model'?s?|available|configured) (?:context|input|model) (?:length|size|window|limit)|context (?:length|size|window|limit)|prompt is too long|too (?:large|long) for model|longer than the maximum model length|input token count|input tokens exceed|reduce (?:the |your )?(?:length|prompt|input|messages?)|`?inputs`? (?:tokens|must have)|request_too_large/i;

/**
 * Statuses with which servers refuse a question for its length; some proxies make 500 of it. With 408, 429, 502 to 504 and 529
 * a server asks for patience, whatever its words ("Please reduce your request rate" is OpenAI's 503).
 */
const REFUSALS: ReadonlySet<number> = new Set([400, 422, 500]);

/** In which words the number of tokens that fit comes. */
const CONTEXTS: readonly RegExp[] = [
  /maximum context length (?:is|of) (\d+)/i,
  /available context size \((\d+)/i,
  /(?:maximum model length|context length|configured limit)(?: (?:is|of))?(?: only)? (\d+)/i,
  /> (\d+)(?: maximum|,|$)/i,
  /(\d+) maximum context length/i,
  /maximum number of tokens allowed \(?(\d+)/i,
  /must (?:be <=|have less than) (\d+)/i,
];
/** The number of tokens of the question; the first that matches. Answers that are to be made are no part of it. */
const ASKED: readonly RegExp[] = [
  /\((\d+) (?:in|of) (?:the )?(?:messages|prompt|input|text input)/i,
  /(?:resulted in|your request has|prompt contains|prompt \(length|input token count \(|given:|request \(|first) ?(\d+)/i,
  /(\d+)(?: tokens)?(?: \+ \d+)? > \d+/i,
];

/** Null for any other refusal. `body` is the error as the server sent it, `said` its code and message. */
export function overflowOf(status: number, said: string, body: unknown): Overflow | null {
  const read = numbers.safeParse(body);
  if (read.success) return { asked: read.data.n_prompt_tokens, context: read.data.n_ctx };
  if (status === 413) return UNKNOWN;
  if (!REFUSALS.has(status) || !TOO_LONG.test(said)) return null;
  const text = said.replace(/(?<=\d)[,_](?=\d{3})/g, '');
  return { asked: firstOf(ASKED, text), context: firstOf(CONTEXTS, text) };
}

function firstOf(patterns: readonly RegExp[], text: string): number | null {
  for (const pattern of patterns) {
    const found = Number(pattern.exec(text)?.[1]);
    if (found > 0) return found;
  }
  return null;
}
