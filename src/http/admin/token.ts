/** The admin token, compared in constant time. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { CallRefused } from '../../core/failure.js';
import type { RequestState } from '../context.js';

/** Refuses a call with UNAUTHORIZED that neither shows the token nor has a session that was made with it. */
export function requireAdmin(ctx: Pick<Context, 'get' | 'state'>, token: string): void {
  const { signedIn } = ctx.state as RequestState;
  if (signedIn?.kind !== 'admin' && !isAdmin(ctx.get('Authorization'), token))
    throw new CallRefused('UNAUTHORIZED', 'Send the admin token: Authorization: Bearer <ADMIN_TOKEN>.');
}

/** Whether an Authorization header carries the token. */
function isAdmin(authorization: string, token: string): boolean {
  const sent = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
  return timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
