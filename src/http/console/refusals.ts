/** How the console's own calls refuse: in the shape of the operator's API, which they share. */

import { CallRefused } from '../../core/failure.js';
import { adminErrorAnswer } from '../admin/schemas.js';
import { callerOf, type Context } from '../context.js';
import { answer } from '../route.js';
import type { Caller } from '../../core/account.js';

export const REFUSED = {
  400: answer(adminErrorAnswer, 'INVALID_REQUEST'),
  401: answer(adminErrorAnswer, 'UNAUTHORIZED'),
};
export const NOT_FOUND = { 404: answer(adminErrorAnswer, 'JOB_NOT_FOUND, NOT_FOUND') };

/** The account that is looked at. Refuses with UNAUTHORIZED, and a suspended account with ACCOUNT_SUSPENDED. */
export function requireCaller(ctx: Context): Caller {
  if (ctx.state.signedIn === undefined)
    throw new CallRefused('UNAUTHORIZED', 'Sign in to the console: this session is unknown or has ended.');
  if (ctx.state.caller === undefined)
    throw new CallRefused('INVALID_REQUEST', 'Choose an account first: send it as X-Holdfast-Account.');
  const caller = callerOf(ctx);
  if (caller.account.suspended && ctx.state.signedIn.kind !== 'admin')
    throw new CallRefused('ACCOUNT_SUSPENDED', 'This account is suspended.');
  return caller;
}
