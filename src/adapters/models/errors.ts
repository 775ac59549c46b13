/** What went wrong in a call, as the vendors' SDKs throw it, as one of the `LLM_` codes. */

import type { ModelFailure, ProviderWords } from '../../ports/model.js';
import { modelFailure, refused, tooLong } from './answer.js';
import { overflowOf } from './overflow.js';
import { networkCodeOf, NOTHING_HIDDEN, shortly, wordsIn, wordsOf, type Hidden } from './words.js';

/** Both SDKs name their errors alike. */
const TIMEOUT_ERRORS = new Set(['APIConnectionTimeoutError', 'TimeoutError']);
/** What vendors call a request that their safety rules stopped, and an account without money. */
const BLOCKED = /content_filter|content_policy|safety|policy_violation/i;
const NO_CREDIT = /insufficient_quota|billing|credit balance/i;
/** llama.cpp, vLLM, LM Studio and Ollama, for an image that the model cannot take. */
const NO_IMAGES =
  /image input is not supported|not (?:a )?multimodal|does not support (?:image|vision|multimodal)|image_url.{0,40}not supported|missing data required for image/i;
/** llama.cpp, with status 500, for an answer that its own reader of structured output does not take. */
const UNREADABLE = /output that does not match the expected/i;

/** The server does not listen, or its name is not known for the moment, as when its container is started again. */
const REFUSED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** The connection ended during the call. */
const LOST: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
/** A proxy that answers 500 because the server behind it is away (LiteLLM 1.108: `OpenAIException - Connection error.`). */
const NOTHING_BEHIND = /\bconnection (?:error|refused|reset)|cannot connect to host|ECONNREFUSED/i;

export function failureOf(error: unknown, hidden: Hidden = NOTHING_HIDDEN): ModelFailure {
  const said = wordsOf(error, hidden);
  const status = statusOf(error);
  if (status !== null) return ofStatus(status, said, error as HttpError);
  return { ...withoutAnswer(error), said };
}

function withoutAnswer(error: unknown): ModelFailure {
  if (error instanceof Error && TIMEOUT_ERRORS.has(error.constructor.name))
    return modelFailure('LLM_TIMEOUT', 'The model did not answer in time.', 'later');
  if (error instanceof SyntaxError)
    return modelFailure('LLM_ERROR', "The model provider's answer could not be read.", 'later');
  const failed = modelFailure('LLM_UNAVAILABLE', 'The model provider could not be reached.', 'later');
  const code = networkCodeOf(error) ?? '';
  if (REFUSED.has(code)) return { ...failed, away: 'refused' };
  return LOST.has(code) ? { ...failed, away: 'lost' } : failed;
}

/**
 * An answer with status 200 whose body is an error, as some servers and gateways send it; null when the body has no `error`.
 * The body's own code says what went wrong where it is an HTTP status.
 */
export function failureIn(body: unknown, hidden: Hidden): ModelFailure | null {
  if (typeof body !== 'object' || body === null)
    return modelFailure(
      'LLM_ERROR',
      'The model provider answered with something else than its API does: check its base URL.',
      'no',
    );
  const { error } = body as { readonly error?: unknown };
  if (error === undefined || error === null) return null;
  const said = wordsIn(200, body, hidden);
  const status = statusIn(said);
  if (status !== null) return { ...ofStatus(status, said, { error }), said };
  return {
    ...modelFailure('LLM_ERROR', `The model provider answered with an error.${shortly(said)}`, 'later'),
    said,
  };
}

/** The status that an error's own code or type stands for; null when it names none. */
function statusIn({ code, type }: ProviderWords): number | null {
  if (code !== null && /^[45]\d\d$/.test(code)) return Number(code);
  const name = `${code ?? ''} ${type ?? ''}`;
  return NAMED_STATUSES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

const NAMED_STATUSES: readonly (readonly [RegExp, number])[] = [
  [/rate_limit|too_many_requests|insufficient_quota/i, 429],
  [/overloaded/i, 529],
  [/unavailable/i, 503],
  [/authentication|permission|invalid_api_key/i, 401],
  [/timeout/i, 504],
  [/invalid_request|bad_request|not_found|content_filter|content_policy/i, 400],
];

interface HttpError extends Error {
  readonly headers?: Headers | undefined;
  /** The body's `error`, or the whole body. */
  readonly error?: unknown;
}

/** The HTTP status of an SDK's error; null when there was no answer. */
export function statusOf(error: unknown): number | null {
  const isHttp = error instanceof Error && 'status' in error && typeof error.status === 'number';
  return isHttp ? (error as { readonly status: number }).status : null;
}

function ofStatus(
  status: number,
  said: ProviderWords,
  { headers, error }: Pick<HttpError, 'headers' | 'error'>,
): ModelFailure {
  return { ...judge(status, said, retryAfterMs(headers), error), said };
}

function judge(status: number, said: ProviderWords, after: number | null, body: unknown): ModelFailure {
  const all = `${said.type ?? ''} ${said.code ?? ''} ${said.message}`;
  const overflow = overflowOf(status, all, body);
  if (overflow !== null) return tooLong(overflow);
  if (NO_IMAGES.test(all)) return modelFailure('LLM_BAD_REQUEST', 'The model does not take images.', 'no');
  if (UNREADABLE.test(all))
    return modelFailure('LLM_ERROR', "The model's answer is not in the form that was asked for.", 'later');
  const words = shortly(said);
  switch (status) {
    case 401:
    case 403:
      return modelFailure('LLM_UNAVAILABLE', `The model provider refuses this service's key.${words}`, 'no');
    case 408:
    case 504:
      return modelFailure('LLM_TIMEOUT', `The model did not answer in time.${words}`, 'later', null, after);
    case 429: {
      const again = NO_CREDIT.test(all) ? 'no' : 'later';
      const message = `The model provider limits the rate of calls.${words}`;
      return modelFailure('LLM_RATE_LIMITED', message, again, null, after);
    }
    default: {
      if (status >= 500 || status === 409) {
        const message = `The model is overloaded or out of order.${words}`;
        const failed = modelFailure('LLM_UNAVAILABLE', message, 'later', null, after);
        const isAway =
          after === null && ([502, 503].includes(status) || (status === 500 && NOTHING_BEHIND.test(all)));
        return isAway ? { ...failed, away: 'refused' } : failed;
      }
      if (BLOCKED.test(all)) return refused(null);
      const message = `The model provider refused the request (HTTP ${status}).${words}`;
      return modelFailure('LLM_BAD_REQUEST', message, 'no');
    }
  }
}

/** RFC 9110 section 10.2.3: seconds or a date. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const text = headers?.get('retry-after')?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
