/** Who is calling, by the key in the header that the dialect takes it from. */

import type { Middleware } from 'koa';
import type { App } from '../app/index.js';
import { CallRefused } from '../core/failure.js';
import type { Context } from './context.js';
import { usageHeaders } from './usage-headers.js';

export interface Credential {
  /** The key as the caller sent it; '' without one. */
  read(ctx: Context): string;
  /** Says how to send it. One sentence and one code for a missing, an unknown and a revoked key. */
  readonly refusal: string;
}

/**
 * Leaves the caller in `ctx.state.caller` and the counters in the headers of the answer. Refuses with UNAUTHORIZED, and a
 * suspended account with ACCOUNT_SUSPENDED.
 */
export function authenticate(app: App, credential: Credential): Middleware {
  return async (ctx, next) => {
    const secret = credential.read(ctx);
    const caller = secret === '' ? null : await app.accounts.authenticate(secret);
    if (caller === null) throw new CallRefused('UNAUTHORIZED', credential.refusal);
    ctx.set(usageHeaders(caller.account, caller.usage));
    if (caller.account.suspended) throw new CallRefused('ACCOUNT_SUSPENDED', 'This account is suspended.');
    ctx.state['caller'] = caller;
    await next();
  };
}

/** The token of `Authorization: Bearer <token>` (RFC 6750 section 2.1); '' for anything else. */
export function bearerOf(ctx: Pick<Context, 'get'>): string {
  return /^bearer +(\S+) *$/i.exec(ctx.get('Authorization'))?.[1] ?? '';
}
