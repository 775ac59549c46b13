/** A call of Anthropic's Messages API and its answer, alone or in a batch. */

import type { Anthropic } from '@anthropic-ai/sdk';
import type { ModelOutcome } from '../../ports/model.js';
import { readAnswer, refused, truncated } from './answer.js';

export type MessageRequest = Anthropic.MessageCreateParamsNonStreaming;

/** What a message is worth, whether it came at once or in a batch. */
export function outcomeOf({ content, stop_reason, usage: counted }: Anthropic.Message): ModelOutcome {
  const usage = { input: counted?.input_tokens ?? 0, output: counted?.output_tokens ?? 0 };
  if (stop_reason === 'refusal') return refused(usage);
  if (stop_reason === 'max_tokens' || stop_reason === 'model_context_window_exceeded')
    return truncated(usage);
  const text = (content ?? []).flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('');
  return readAnswer(text, usage);
}
