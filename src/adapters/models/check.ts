/** Looks once whether the configured model can be asked: the address, the key and the name, each in one sentence. */

import type { ModelCheck, ProviderWords } from '../../ports/model.js';
import { isSameModel, withoutSlash, type ModelServer } from './own-server.js';
import { wordsIn, wordsOf } from './words.js';

/** Bound of each request; there are two at the most. */
const CHECK_MS = 5_000;
/** Names that are given when the configured one is not among them. */
const MAX_NAMES = 10;

export interface CheckOptions extends ModelServer {
  readonly apiKey: string | null;
  /** The names of the settings, for the sentences. */
  readonly settings: { readonly baseUrl: string; readonly apiKey: string };
}

/** What belongs in front of `/models`; OpenAI's base URLs end with it, Anthropic's do not. */
const VERSION_PATH = '/v1';
const GOOD: ModelCheck = { isGood: true, message: 'The model can be asked.', said: null };

export function createCheck(
  options: CheckOptions,
  kind: 'openai' | 'anthropic',
): (signal: AbortSignal) => Promise<ModelCheck> {
  const { settings, model } = options;
  const base = withoutSlash(options.baseUrl);
  const endpoint = /\/(?:chat\/completions|completions|responses|messages)$/.exec(base)?.[0];

  return async (signal) => {
    if (endpoint !== undefined)
      return wrong(`${settings.baseUrl} must end before "${endpoint}", which is added to it.`);
    const at = kind === 'openai' ? base : base + VERSION_PATH;
    const first = await look(options, `${at}/models`, signal);
    if (first.kind === 'unreachable')
      return {
        isGood: false,
        message: `The model server does not answer at ${settings.baseUrl} yet; it is asked again when it is needed.`,
        said: first.said,
      };
    if (first.kind === 'models') {
      if (isListed(first.models, model)) return GOOD;
      // Lists are paged, and leave out other names of a model.
      const own = await look(options, `${at}/models/${encodeURIComponent(model)}`, signal);
      return own.kind === 'models' ? GOOD : unknown(first.models, model, own.said);
    }
    const { said } = first;
    if (said.status === 401 || said.status === 403)
      return wrong(`The model provider refuses the key: check ${settings.apiKey}.`, said);
    if (said.status === 503)
      return { isGood: false, message: 'The model server is there and still loads its model.', said };
    const other = kind === 'openai' ? base + VERSION_PATH : base;
    const isOther = await look(options, `${other}/models`, signal);
    if (isOther.kind === 'models')
      return wrong(
        kind === 'openai'
          ? `${settings.baseUrl} lacks "/v1" at its end: set it to ${other}.`
          : `${settings.baseUrl} must not end with "/v1", which is added to it.`,
        said,
      );
    return wrong(
      `The server at ${settings.baseUrl} does not list its models at ${first.path}: check the address and the key.`,
      said,
    );
  };
}

interface Listed {
  readonly id: string;
  readonly owner: string | null;
}

type Look =
  | { readonly kind: 'models'; readonly models: readonly Listed[] }
  | { readonly kind: 'refused'; readonly path: string; readonly said: ProviderWords }
  | { readonly kind: 'unreachable'; readonly said: ProviderWords };

async function look(
  { fetch, headers, apiKey }: CheckOptions,
  url: string,
  signal: AbortSignal,
): Promise<Look> {
  const hidden = { apiKey, sent: '' };
  try {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(CHECK_MS)]);
    const answer = await fetch(url, { headers: { ...headers }, signal: bounded });
    const body = parse((await answer.text()).slice(0, 4 * 1024 * 1024));
    const models = answer.ok ? modelsIn(body) : null;
    if (models !== null) return { kind: 'models', models };
    return {
      kind: 'refused',
      path: new URL(url).pathname,
      said: wordsIn(answer.status, answer.ok ? null : body, hidden),
    };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'unreachable', said: wordsOf(error, hidden) };
  }
}

function isListed(models: readonly Listed[], model: string): boolean {
  // llama.cpp's server has one model and takes every name for it.
  return models.some(({ id, owner }) => isSameModel(id, model) || owner === 'llamacpp');
}

function unknown(models: readonly Listed[], model: string, said: ProviderWords): ModelCheck {
  const names = models.map(({ id }) => id);
  const some = names.slice(0, MAX_NAMES).join(', ');
  const known =
    names.length === 0 ? 'It lists none.' : `It lists ${some}${names.length > MAX_NAMES ? ', …' : ''}.`;
  return wrong(`The model provider has no model named "${model}": check LLM_MODEL. ${known}`, said);
}

/** A list of models, or one model; null when the body is neither. */
function modelsIn(body: unknown): Listed[] | null {
  if (typeof body !== 'object' || body === null) return null;
  const { data = [body] } = body as { readonly data?: unknown };
  const isModel = 'id' in body && typeof body.id === 'string';
  if (!Array.isArray(data) || !('data' in body || isModel)) return null;
  return data.flatMap((each: { readonly id?: unknown; readonly owned_by?: unknown } | null) =>
    typeof each?.id === 'string'
      ? [{ id: each.id.slice(0, 200), owner: typeof each.owned_by === 'string' ? each.owned_by : null }]
      : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return /^\s*</.test(text) ? null : text;
  }
}

function wrong(message: string, said: ProviderWords | null = null): ModelCheck {
  return { isGood: false, message, said };
}
