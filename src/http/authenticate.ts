/** Who is calling, by the key that the call shows. */

import type { Middleware } from 'koa';
import type { App } from '../app/index.js';
import { CallRefused } from '../core/failure.js';
import type { RequestState } from './context.js';
import { keyHeadersOf, type Credential } from './credential.js';
import { usageHeaders } from './usage-headers.js';

/**
 * Leaves the caller in `ctx.state.caller` and the counters in the headers of the answer. Refuses with UNAUTHORIZED, and a
 * suspended account with ACCOUNT_SUSPENDED. `refusal` says how to send a key: one sentence and one code for a missing, an
 * unknown and a revoked one. A session of the console stands for a key.
 */
export function authenticate(app: App, credential: Credential, refusal: string): Middleware {
  return async (ctx, next) => {
    const secret = credential.read(keyHeadersOf(ctx));
    const { caller: signedIn = null } = ctx.state as RequestState;
    const caller = secret === '' ? signedIn : await app.accounts.authenticate(secret);
    if (caller === null) throw new CallRefused('UNAUTHORIZED', refusal);
    ctx.set(usageHeaders(caller.account, caller.usage));
    if (caller.account.suspended) throw new CallRefused('ACCOUNT_SUSPENDED', 'This account is suspended.');
    ctx.state['caller'] = caller;
    await next();
  };
}
