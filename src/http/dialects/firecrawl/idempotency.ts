/** Firecrawl's clients send their key in a header of its own, and name themselves in bodies. */

import type { Context } from '../../context.js';
import { idempotencyOf } from '../../idempotency.js';

/** As `idempotencyOf`; which client sends a request makes no other request of it. */
export function ownIdempotency(ctx: Context, endpoint: string): ReturnType<typeof idempotencyOf> {
  const {
    origin: _origin,
    integration: _integration,
    ...body
  } = (ctx.request.body ?? {}) as Record<string, unknown>;
  return idempotencyOf(ctx, endpoint, {
    header: ctx.get('x-idempotency-key') === '' ? 'Idempotency-Key' : 'x-idempotency-key',
    body,
  });
}
