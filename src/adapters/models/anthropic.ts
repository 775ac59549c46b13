/** Anthropic's Messages API with structured output. The SDK is loaded when first needed. */

import type { Anthropic } from '@anthropic-ai/sdk';
import { lazy } from '../../core/extract/document.js';
import type { Prompt } from '../../core/model/prompt.js';
import type { Model, PromptImage } from '../../ports/model.js';
import { outcomeOf, type MessageRequest } from './anthropic-message.js';
import { createAnthropicBatches } from './anthropic-batches.js';
import { createCheck } from './check.js';
import { createEgressFetch } from './egress-fetch.js';
import { failureOf } from './errors.js';
import type { ModelServer } from './own-server.js';
import { createServerFacts } from './server-facts.js';

export interface AnthropicOptions {
  readonly model: string;
  readonly apiKey: string;
  readonly baseUrl: string;
}

export function createAnthropic({ model, apiKey, baseUrl }: AnthropicOptions): Model {
  const egress = createEgressFetch(baseUrl);
  const server: ModelServer = {
    fetch: egress.fetch,
    baseUrl,
    model,
    headers: { authorization: `Bearer ${apiKey}`, 'anthropic-version': '2023-06-01' },
  };
  const facts = createServerFacts(server);
  const client = lazy(async () => {
    const { Anthropic: Client } = await import('@anthropic-ai/sdk');
    // Retries are the use case's: it knows the deadline.
    return new Client({ apiKey, authToken: null, baseURL: baseUrl, fetch: egress.fetch, maxRetries: 0 });
  });
  const bodyOf = (prompt: Prompt, images: readonly PromptImage[] = []): MessageRequest => ({
    model,
    system: prompt.system,
    messages: [
      { role: 'user', content: images.length === 0 ? prompt.user : withImages(prompt.user, images) },
    ],
    output_config: { format: { type: 'json_schema', schema: { ...prompt.answer } } },
    max_tokens: prompt.maxOutputTokens,
  });
  return {
    name: `anthropic ${baseUrl} ${model}`,
    ask: async ({ prompt, images, timeoutMs }, signal) => {
      const hidden = { apiKey, sent: prompt.user };
      try {
        const { messages } = await client();
        const answer = await messages.create(bodyOf(prompt, images), { signal, timeout: timeoutMs });
        facts.onAnswer();
        return outcomeOf(answer, hidden);
      } catch (error) {
        signal.throwIfAborted();
        return failureOf(error, hidden);
      }
    },
    facts: (signal) => facts.read(signal),
    batches: createAnthropicBatches(client, bodyOf),
    check: createCheck(
      { ...server, apiKey, settings: { baseUrl: 'ANTHROPIC_BASE_URL', apiKey: 'ANTHROPIC_API_KEY' } },
      'anthropic',
    ),
    close: egress.close,
  };
}

function withImages(text: string, images: readonly PromptImage[]): Anthropic.ContentBlockParam[] {
  const shown = images.map(({ mediaType, data }) => ({
    type: 'image' as const,
    source: {
      type: 'base64' as const,
      media_type: mediaType as Anthropic.Base64ImageSource['media_type'],
      data: Buffer.from(data).toString('base64'),
    },
  }));
  return [...shown, { type: 'text', text }];
}
