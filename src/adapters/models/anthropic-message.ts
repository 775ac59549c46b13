/** A call of Anthropic's Messages API and its answer, alone or in a batch. */

import type { Anthropic } from '@anthropic-ai/sdk';
import { z } from 'zod';
import type { ModelOutcome } from '../../ports/model.js';
import { readAnswer, refused, tooLong, truncated } from './answer.js';
import { failureIn, failureOf } from './errors.js';
import { NOTHING_HIDDEN, type Hidden } from './words.js';

export type MessageRequest = Anthropic.MessageCreateParamsNonStreaming;

/** Only the parts of a message that are read. */
const message = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })).nullish(),
  stop_reason: z.string().nullish(),
  usage: z.object({ input_tokens: z.number().nullish(), output_tokens: z.number().nullish() }).nullish(),
});

/** The outcome of a message, whether it came at once or in a batch. An `error` in the body is a failure. */
export function outcomeOf(body: unknown, hidden: Hidden = NOTHING_HIDDEN): ModelOutcome {
  const failed = failureIn(body, hidden);
  if (failed !== null) return failed;
  const read = message.safeParse(body);
  if (!read.success) return failureOf(new SyntaxError('not a message'));
  const { content, stop_reason: reason, usage: counted } = read.data;
  const usage = { input: counted?.input_tokens ?? 0, output: counted?.output_tokens ?? 0 };
  if (reason === 'refusal') return refused(usage);
  if (reason === 'max_tokens') return truncated(usage);
  if (reason === 'model_context_window_exceeded')
    return { ...tooLong({ asked: null, context: usage.input + usage.output }), usage };
  const text = (content ?? []).map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('');
  return readAnswer(text, usage);
}
