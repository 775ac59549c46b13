/** Answers as values, refusals as errors. */

import { toApiError } from './errors.js';

interface Outcome {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's body. Rejects with `ApiError` when the service has refused the call. */
export async function must<T extends Outcome>(call: Promise<T>): Promise<NonNullable<T['data']>> {
  const { data, error, response } = await call;
  if (!response.ok) throw toApiError(response.status, error);
  return data as NonNullable<T['data']>;
}
