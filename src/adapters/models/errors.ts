/** What went wrong in a call, as the vendors' SDKs throw it, as one of the codes of Runo section 9. */

import type { ModelFailure } from '../../ports/model.js';
import { modelFailure, refused } from './answer.js';

/** Both SDKs name their errors alike. */
const TIMEOUT_ERRORS = new Set(['APIConnectionTimeoutError', 'TimeoutError']);
/** What vendors call a request that their safety rules stopped, and an account without money. */
const BLOCKED = /content_filter|content_policy|safety|policy_violation/i;
const NO_CREDIT = /insufficient_quota|billing|credit balance/i;

export function failureOf(error: unknown): ModelFailure {
  const status = statusOf(error);
  if (status !== null) return ofStatus(status, error as HttpError);
  if (error instanceof Error && TIMEOUT_ERRORS.has(error.constructor.name))
    return modelFailure('LLM_TIMEOUT', 'The model did not answer in time.', 'later');
  if (error instanceof SyntaxError)
    return modelFailure('LLM_ERROR', "The model provider's answer could not be read.", 'later');
  return modelFailure('LLM_UNAVAILABLE', 'The model provider could not be reached.', 'later');
}

/** Statuses by which a vendor says that it will never take this request; a server may have no such API at all. */
const NEVER: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 413, 422, 501]);

/** Null when the vendor says that it does not take the request. */
export async function unlessRefused<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (NEVER.has(statusOf(error) ?? 0)) return null;
    throw error;
  }
}

interface HttpError extends Error {
  readonly headers?: Headers | undefined;
  readonly code?: string | null | undefined;
}

/** The HTTP status of an SDK's error; null when there was no answer. */
export function statusOf(error: unknown): number | null {
  const isHttp = error instanceof Error && 'status' in error && typeof error.status === 'number';
  return isHttp ? (error as { readonly status: number }).status : null;
}

function ofStatus(status: number, error: HttpError): ModelFailure {
  const said = `${error.code ?? ''} ${error.message}`;
  const after = retryAfterMs(error.headers);
  switch (status) {
    case 401:
    case 403:
      return modelFailure('LLM_UNAVAILABLE', "The model provider refuses this service's key.", 'no');
    case 408:
    case 504:
      return modelFailure('LLM_TIMEOUT', 'The model did not answer in time.', 'later', null, after);
    case 429:
      return modelFailure(
        'LLM_RATE_LIMITED',
        'The model provider limits the rate of calls.',
        NO_CREDIT.test(said) ? 'no' : 'later',
        null,
        after,
      );
    default:
      if (status >= 500 || status === 409)
        return modelFailure(
          'LLM_UNAVAILABLE',
          'The model is overloaded or out of order.',
          'later',
          null,
          after,
        );
      if (BLOCKED.test(said)) return refused(null);
      return modelFailure(
        'LLM_BAD_REQUEST',
        `The model provider refused the request (HTTP ${status}).`,
        'no',
      );
  }
}

/** RFC 9110 section 10.2.3: seconds or a date. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const text = headers?.get('retry-after')?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
