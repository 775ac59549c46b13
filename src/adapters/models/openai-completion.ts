/** A call of the chat completions API and its answer, alone or in a batch. */

import type { OpenAI } from 'openai';
import { z } from 'zod';
import type { ModelOutcome } from '../../ports/model.js';
import { modelFailure, readAnswer, refused, truncated } from './answer.js';
import { failureIn, failureOf } from './errors.js';
import { NOTHING_HIDDEN, type Hidden } from './words.js';

export type ChatRequest = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** Only the parts of a completion that are read: what servers send differs in all others. */
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
        error: z.unknown().optional(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

/** The outcome of a completion, whether it came at once or in a batch. An `error` in the body, or in its choice, is a failure. */
export function outcomeOf(body: unknown, hidden: Hidden = NOTHING_HIDDEN): ModelOutcome {
  const failed = failureIn(body, hidden);
  if (failed !== null) return failed;
  const read = completion.safeParse(body);
  if (!read.success) return failureOf(new SyntaxError('not a chat completion'));
  const { choices, usage: counted } = read.data;
  const usage = { input: counted?.prompt_tokens ?? 0, output: counted?.completion_tokens ?? 0 };
  const choice = choices?.[0];
  if (choice === undefined) return modelFailure('LLM_EMPTY', 'The model returned nothing.', 'later', usage);
  // OpenRouter reports an error of the server behind it so.
  const inner = failureIn({ error: choice.error }, hidden);
  if (inner !== null) return { ...inner, usage };
  if (choice.finish_reason === 'content_filter' || choice.message?.refusal != null) return refused(usage);
  if (choice.finish_reason === 'length') return truncated(usage);
  return readAnswer(choice.message?.content ?? '', usage);
}
