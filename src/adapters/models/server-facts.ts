/**
 * What a server says about its model: the size of its context and whether it takes images. There is no standard for either:
 * - `GET /v1/models`: llama.cpp (`meta.n_ctx`, `architecture.input_modalities`), vLLM (`max_model_len`), OpenRouter
 *   (`context_length`, `architecture.input_modalities`), Mistral (`max_context_length`, `capabilities.vision`).
 * - Ollama: `POST /api/show` (`capabilities`), and `GET /api/ps` (`context_length`, only of a model that is loaded).
 * - older llama.cpp: `GET /props` (`modalities.vision`, `default_generation_settings.n_ctx`).
 */

import { z } from 'zod';
import { MODEL_MS } from '../../core/timings.js';
import { unlessAborted } from '../../core/unless-aborted.js';
import type { ModelFacts } from '../../ports/model.js';
import { isSameModel, isVendorsOwn, withoutSlash, type ModelServer } from './own-server.js';

export interface ServerFacts {
  /** See `Model.facts`. */
  read(signal: AbortSignal): Promise<ModelFacts>;
  /** The model has answered: a server that loads models when they are first asked may know more now. */
  onAnswer(): void;
}

const KEEP_MS = 600_000;
/** A server that said nothing may just be away or loading. */
const KEEP_NOTHING_MS = 60_000;
const MAX_BODY_CHARS = 2_000_000;

const tokens = z.number().int().positive();
const modalities = z.object({ input_modalities: z.array(z.string()) });
const listed = z.object({
  id: z.string(),
  aliases: z.array(z.string()).optional().catch(undefined),
  meta: z.object({ n_ctx: tokens }).nullish().catch(null),
  max_model_len: tokens.nullish().catch(null),
  max_context_length: tokens.nullish().catch(null),
  context_length: tokens.nullish().catch(null),
  architecture: modalities.nullish().catch(null),
  capabilities: z.object({ vision: z.boolean() }).nullish().catch(null),
});
const list = z.object({ data: z.array(listed) });
const shown = z.object({ capabilities: z.array(z.string()) });
const running = z.object({
  models: z.array(z.object({ name: z.string(), model: z.string(), context_length: tokens })),
});
const props = z.object({
  modalities: z.object({ vision: z.boolean() }).nullish().catch(null),
  default_generation_settings: z.object({ n_ctx: tokens }).nullish().catch(null),
});

const UNKNOWN: ModelFacts = { contextTokens: null, seesImages: null };

export function createServerFacts(server: ModelServer): ServerFacts {
  let kept: { readonly facts: Promise<ModelFacts>; until: number } | null = null;
  let hasAnswered = false;

  return {
    read: async (signal) => {
      // Their models take images, or refuse them; their contexts are larger than any question of ours.
      if (isVendorsOwn(server.baseUrl)) return { contextTokens: null, seesImages: true };
      if (kept === null || kept.until <= Date.now()) {
        const asked = { facts: askServer(server), until: Date.now() + KEEP_MS };
        kept = asked;
        void asked.facts.then(({ contextTokens, seesImages }) => {
          if (contextTokens === null && seesImages === null) asked.until = Date.now() + KEEP_NOTHING_MS;
        });
      }
      return unlessAborted(kept.facts, signal);
    },
    onAnswer: () => {
      if (hasAnswered) return;
      hasAnswered = true;
      void kept?.facts.then(({ contextTokens }) => {
        if (contextTokens === null) kept = null;
      });
    },
  };
}

async function askServer(server: ModelServer): Promise<ModelFacts> {
  const root = withoutSlash(server.baseUrl).replace(/\/v1$/, '');
  const fromList = factsOfList(await getJson(server, `${root}/v1/models`, list), server.model);
  if (fromList.contextTokens !== null && fromList.seesImages !== null) return fromList;
  const [show, ps, own] = await Promise.all([
    getJson(server, `${root}/api/show`, shown, { model: server.model }),
    getJson(server, `${root}/api/ps`, running),
    getJson(server, `${root}/props`, props),
  ]);
  const loaded = ps?.models.find(
    ({ name, model }) => isSameModel(name, server.model) || isSameModel(model, server.model),
  );
  return {
    contextTokens:
      fromList.contextTokens ?? loaded?.context_length ?? own?.default_generation_settings?.n_ctx ?? null,
    seesImages:
      fromList.seesImages ?? show?.capabilities.includes('vision') ?? own?.modalities?.vision ?? null,
  };
}

function factsOfList(answer: z.infer<typeof list> | null, model: string): ModelFacts {
  const models = answer?.data ?? [];
  // llama.cpp serves one model, whatever name it is asked by.
  const own = models.find(({ id, aliases }) => id === model || aliases?.includes(model)) ?? models[0];
  if (own === undefined || (models.length > 1 && own.id !== model && !own.aliases?.includes(model)))
    return UNKNOWN;
  const { meta, architecture, capabilities } = own;
  return {
    contextTokens: meta?.n_ctx ?? own.max_model_len ?? own.max_context_length ?? own.context_length ?? null,
    seesImages: architecture?.input_modalities.includes('image') ?? capabilities?.vision ?? null,
  };
}

/** Null for whatever is not the answer that was hoped for: few servers have all of these. */
async function getJson<T>(
  { fetch, headers }: ModelServer,
  url: string,
  schema: z.ZodType<T>,
  body?: object,
): Promise<T | null> {
  const signal = AbortSignal.timeout(MODEL_MS.facts);
  try {
    const answer = await fetch(url, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
      signal,
    });
    const text = await answer.text();
    if (!answer.ok || text.length > MAX_BODY_CHARS) return null;
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
