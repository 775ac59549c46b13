/** OpenAI's API, and the servers that speak it: chat completions with structured output. The SDK is loaded when first needed. */

import type { OpenAI } from 'openai';
import { lazy } from '../../core/extract/document.js';
import type { Prompt } from '../../core/model/prompt.js';
import type { Model, PromptImage } from '../../ports/model.js';
import { createCheck } from './check.js';
import { createEgressFetch } from './egress-fetch.js';
import { failureOf } from './errors.js';
import { outcomeOf, type ChatRequest } from './openai-completion.js';
import { createOptionalParameters } from './optional-parameters.js';
import { isVendorsOwn, type ModelServer } from './own-server.js';
import { createServerFacts } from './server-facts.js';
import { createOpenAiBatches } from './openai-batches.js';

export interface OpenAiOptions {
  readonly model: string;
  /** Null for a local server that asks for none. */
  readonly apiKey: string | null;
  readonly baseUrl: string;
}

/** Ollama knows `max_tokens` only, OpenAI's newer models refuse it, and its reasoning models refuse a temperature. */
const OPTIONAL = ['max_tokens', 'max_completion_tokens', 'temperature', 'seed'] as const;
/** Any will do, as long as it is always the same. */
const SEED = 7;

export function createOpenAi({ model, apiKey, baseUrl }: OpenAiOptions): Model {
  const egress = createEgressFetch(baseUrl);
  const isOwn = !isVendorsOwn(baseUrl);
  const optional = createOptionalParameters(OPTIONAL);
  const server: ModelServer = {
    fetch: egress.fetch,
    baseUrl,
    model,
    headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
  };
  const facts = createServerFacts(server);
  const client = lazy(async () => {
    const { OpenAI: Client } = await import('openai');
    // Retries are the use case's: it knows the deadline.
    return new Client({ apiKey: apiKey ?? 'none', baseURL: baseUrl, fetch: egress.fetch, maxRetries: 0 });
  });
  const bodyOf = (prompt: Prompt, images: readonly PromptImage[] = []): ChatRequest => ({
    model,
    messages: [
      { role: 'system', content: prompt.system },
      { role: 'user', content: images.length === 0 ? prompt.user : withImages(prompt.user, images) },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'fields', strict: true, schema: { ...prompt.answer } },
    },
    ...optional.keep({
      max_completion_tokens: prompt.maxOutputTokens,
      ...(isOwn ? { max_tokens: prompt.maxOutputTokens, temperature: 0, seed: SEED } : {}),
    }),
  });
  return {
    name: `openai ${baseUrl} ${model}`,
    ask: async ({ prompt, images, timeoutMs }, signal) => {
      const hidden = { apiKey, sent: prompt.user };
      try {
        const { chat } = await client();
        const answer = await optional.retry(() =>
          chat.completions.create(bodyOf(prompt, images), { signal, timeout: timeoutMs }),
        );
        facts.onAnswer();
        return outcomeOf(answer, hidden);
      } catch (error) {
        signal.throwIfAborted();
        return failureOf(error, hidden);
      }
    },
    facts: (signal) => facts.read(signal),
    batches: createOpenAiBatches(client, bodyOf),
    check: createCheck(
      { ...server, apiKey, settings: { baseUrl: 'OPENAI_BASE_URL', apiKey: 'OPENAI_API_KEY' } },
      'openai',
    ),
    close: egress.close,
  };
}

function withImages(text: string, images: readonly PromptImage[]): OpenAI.Chat.ChatCompletionContentPart[] {
  const shown = images.map(({ mediaType, data }) => ({
    type: 'image_url' as const,
    image_url: { url: `data:${mediaType};base64,${Buffer.from(data).toString('base64')}` },
  }));
  return [{ type: 'text', text }, ...shown];
}
