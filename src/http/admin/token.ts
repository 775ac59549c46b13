/** The admin token, compared in constant time. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { CallRefused } from '../../core/failure.js';

/** Refuses a call that does not show the token with UNAUTHORIZED. */
export function requireAdmin(ctx: Pick<Context, 'get'>, token: string): void {
  if (!isAdmin(ctx.get('Authorization'), token))
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
