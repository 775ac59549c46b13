/** Repeats calls that may be repeated: those that change nothing twice. */

import { ConnectionError } from './errors.js';

export type Fetch = (request: Request) => Promise<Response>;

export interface RetryOptions {
  /** How long a call is repeated after its first failure, in milliseconds. Default one minute; 0 never repeats. */
  readonly patienceMs?: number;
  /** Told before each repeat. */
  readonly onRetry?: (reason: string, waitMs: number) => void;
}

const PATIENCE_MS = 60_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** Answers that say nothing of the call itself: too many at once, a gateway that starts, stops or is behind a proxy. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * A fetch that repeats a GET, HEAD, PUT or DELETE, and any call with an Idempotency-Key, while the service cannot be reached or
 * answers 429, 502, 503 or 504. It waits twice as long each time, or as long as `Retry-After` says, and gives up when the
 * next wait would end after `patienceMs`: with that answer, or with `ConnectionError`.
 */
export function retryingFetch(fetch: Fetch, { patienceMs = PATIENCE_MS, onRetry }: RetryOptions = {}): Fetch {
  return async (request) => {
    const untilMs = Date.now() + (isRepeatable(request) ? patienceMs : 0);
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const outcome = await attempt(fetch, request);
      const answer = outcome instanceof Response ? outcome : null;
      if (answer !== null && !PASSING.has(answer.status)) return answer;
      const pauseMs = Math.max(waitMs, retryAfterMs(answer));
      if (Date.now() + pauseMs > untilMs) {
        if (answer !== null) return answer;
        throw outcome as ConnectionError;
      }
      onRetry?.(answer === null ? (outcome as ConnectionError).message : `status ${answer.status}`, pauseMs);
      await answer?.body?.cancel();
      await pause(pauseMs, request.signal);
    }
  };
}

function isRepeatable({ method, headers }: Request): boolean {
  return ['GET', 'HEAD', 'PUT', 'DELETE'].includes(method) || headers.has('Idempotency-Key');
}

/** A clone each time: a body is read once. Rejects when the caller has aborted. */
async function attempt(fetch: Fetch, request: Request): Promise<Response | ConnectionError> {
  try {
    return await fetch(request.clone());
  } catch (error) {
    request.signal.throwIfAborted();
    return new ConnectionError(
      `The service at ${new URL(request.url).origin} cannot be reached: ${why(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** Node says "fetch failed" and has the reason behind it. */
function why(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? (cause?.message || error.message);
}

function retryAfterMs(answer: Response | null): number {
  const seconds = Number(answer?.headers.get('Retry-After') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0;
}

/** Rejects with the reason of `signal` when that aborts first. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
