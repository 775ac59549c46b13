/** What the middleware leaves on a request for the handlers behind it. */

import type { DefaultContext, ParameterizedContext } from 'koa';
import type { SignedIn } from '../app/console-sessions.js';
import type { Caller } from '../core/account.js';

export interface RequestState {
  requestId: string;
  /** Set behind `authenticate`, and by a session of the console. */
  caller?: Caller;
  /** Who is signed in to the console in the browser that calls. */
  signedIn?: SignedIn;
}

export type Context = ParameterizedContext<RequestState, DefaultContext & { request: { body?: unknown } }>;

/** The caller of an authenticated request. */
export function callerOf(ctx: Context): Caller {
  if (ctx.state.caller === undefined) throw new Error('handler is not behind authentication');
  return ctx.state.caller;
}
