/** The Idempotency-Key header: an addition of ours on every POST that starts a job. */

import { CallRefused } from '../core/failure.js';
import type { Context } from './context.js';

const MAX_LENGTH = 255;

/** Where a call has its key, and what of its body makes it another request. */
interface SentRequest {
  readonly header: string;
  readonly body: unknown;
}

/**
 * The key and the request it stands for, or null without the header. Two bodies are the same request when they are the
 * same JSON value, whatever their order of keys and white space.
 */
export function idempotencyOf(
  ctx: Context,
  endpoint: string,
  { header, body }: SentRequest = { header: 'Idempotency-Key', body: ctx.request.body },
): { key: string; request: string } | null {
  const key = ctx.get(header);
  if (key === '') return null;
  if (key.length > MAX_LENGTH) {
    throw new CallRefused('INVALID_REQUEST', `${header} must not be longer than ${MAX_LENGTH} characters.`);
  }
  return { key, request: `${endpoint} ${canonical(body)}` };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
