/** What the model answers to one call, in either protocol. */

import { randomUUID } from 'node:crypto';
import { answerText, readCall } from './call.js';
import { receive } from './home.js';
import type { Call, Reply, Said, Vendor } from './types.js';

/** One call to the model, as it is answered at once. */
export async function say(vendor: Vendor, sent: any, isOpenAi: boolean): Promise<Reply> {
  const received = vendor.home === null ? { body: sent } : receive(vendor.home, sent);
  if ('reply' in received) {
    vendor.refused.push(sent);
    return received.reply;
  }
  const call = readCall(received.body);
  vendor.calls.push(call);
  const said = await vendor.answer(call, vendor.calls.length - 1);
  if ('status' in said)
    return {
      status: said.status,
      headers: said.headers ?? {},
      body: said.body ?? { type: 'error', error: { type: 'an_error', message: 'as the test wants it' } },
    };
  return { status: 200, body: isOpenAi ? openAiCompletion(call, said) : anthropicMessage(call, said) };
}

function openAiCompletion(call: Call, said: Exclude<Said, { status: number }>): object {
  const tokens = ('values' in said ? said.tokens : undefined) ?? call.tokens;
  const message = {
    role: 'assistant',
    content: 'refuses' in said ? null : 'cut' in said ? said.cut : answerText(call, said),
    refusal: 'refuses' in said ? 'I cannot help with that.' : null,
  };
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model: call.model,
    choices: [{ index: 0, message, finish_reason: 'cut' in said ? 'length' : 'stop' }],
    usage: { prompt_tokens: tokens, completion_tokens: 10, total_tokens: tokens + 10 },
  };
}

function anthropicMessage(call: Call, said: Exclude<Said, { status: number }>): object {
  const text = 'cut' in said ? said.cut : answerText(call, said);
  return {
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model: call.model,
    content: 'refuses' in said || text === '' ? [] : [{ type: 'text', text }],
    stop_reason: 'refuses' in said ? 'refusal' : 'cut' in said ? 'max_tokens' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: call.tokens, output_tokens: 10 },
  };
}
