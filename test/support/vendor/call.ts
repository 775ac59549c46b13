/** A call to the model, read from either protocol. */

import { strict as assert } from 'node:assert';
import { tokensOf } from './home.js';
import type { AskedField, Call, Said } from './types.js';

export function readCall(body: any): Call {
  const messages = body.messages as { role: string; content: any }[];
  const content = messages.find(({ role }) => role === 'user')?.content;
  const parts: any[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  const user: string = parts.find(({ type }) => type === 'text').text;
  // The last line of the question; a server may have cut its beginning.
  const fields = JSON.parse(user.trimEnd().split('\n').at(-1) ?? '') as AskedField[];
  const schema = body.response_format?.json_schema.schema ?? body.output_config?.format.schema;
  assert.deepEqual(
    schema.required,
    fields.map(({ key }) => key),
    'every field that is asked for is in the shape',
  );
  const system: string = body.system ?? messages.find(({ role }) => role === 'system')?.content ?? '';
  return {
    model: body.model,
    system,
    user,
    fields,
    page: /^(?:[^]*?<page>\n)?([^]*)\n<\/page>/.exec(user)?.[1] ?? '',
    images: parts.filter(({ type }) => type === 'image' || type === 'image_url').length,
    maxTokens: body.max_completion_tokens ?? body.max_tokens,
    tokens: tokensOf(`${system}\n${user}`),
    body,
    schema,
  };
}

/** The text of an answer: a value for each asked field, empty where the test gives none. */
export function answerText(call: Call, said: Exclude<Said, { status: number }>): string {
  if ('text' in said) return said.text;
  if (!('values' in said)) return '';
  const empty = (type: string): unknown =>
    type === 'boolean' ? { answer: 'unknown', quote: '' } : type.startsWith('array<') ? [] : '';
  return JSON.stringify(
    Object.fromEntries(call.fields.map(({ key, field, type }) => [key, said.values[field] ?? empty(type)])),
  );
}
