/** A call of the chat completions API and its answer, alone or in a batch. */

import type { OpenAI } from 'openai';
import type { ModelOutcome } from '../../ports/model.js';
import { modelFailure, readAnswer, refused, truncated } from './answer.js';

export type ChatRequest = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** What a completion is worth, whether it came at once or in a batch. */
export function outcomeOf({ choices, usage: counted }: OpenAI.Chat.ChatCompletion): ModelOutcome {
  const usage = { input: counted?.prompt_tokens ?? 0, output: counted?.completion_tokens ?? 0 };
  const choice = choices?.[0];
  if (choice === undefined) return modelFailure('LLM_EMPTY', 'The model returned nothing.', 'later', usage);
  if (choice.finish_reason === 'content_filter' || choice.message.refusal != null) return refused(usage);
  if (choice.finish_reason === 'length') return truncated(usage);
  return readAnswer(choice.message.content ?? '', usage);
}
