/**
 * The session of a browser that is signed in to the console. It opens the same calls as the key it was made with, and the
 * operator's with the admin token. A call that shows a key or a token of its own goes by that alone.
 */

import type { Middleware } from 'koa';
import type { App } from '../../app/index.js';
import type { ConsoleSessions } from '../../app/console-sessions.js';
import type { Caller } from '../../core/account.js';
import { CallRefused } from '../../core/failure.js';
import { UUID } from '../../core/job.js';
import type { Context } from '../context.js';
import { keyHeadersOf } from '../credential.js';

export const COOKIE = 'holdfast_session';
/** Pages of other origins cannot send it without asking first, and are refused then. */
const OWN_HEADER = 'X-Holdfast-Console';
/** The account that an operator acts for. Links and event streams cannot have headers: theirs is in the query. */
const ACCOUNT_HEADER = 'X-Holdfast-Account';

export interface SessionDeps {
  readonly sessions: ConsoleSessions;
  readonly app: Pick<App, 'accounts'>;
}

/** Leaves in `ctx.state` who is signed in: `signedIn`, and `caller` where calls are made for an account. */
export function readSession({ sessions, app }: SessionDeps): Middleware {
  return async (ctx, next) => {
    const secret = ctx.cookies.get(COOKIE) ?? '';
    const { apiKey, authorization } = keyHeadersOf(ctx);
    const showsKey = apiKey !== '' || authorization !== '';
    if (secret !== '' && !showsKey && isOwnPage(ctx)) {
      const signedIn = await sessions.find(secret);
      if (signedIn !== null) {
        const caller = signedIn.kind === 'key' ? signedIn.caller : await chosen(app, ctx);
        Object.assign(ctx.state, { signedIn, ...(caller === null ? {} : { caller }) });
      }
    }
    await next();
  };
}

/** Whether a page of this gateway has made the call, as far as the browser says. */
export function isOwnPage(ctx: Pick<Context, 'get' | 'method' | 'host'>): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '' && site !== 'same-origin' && site !== 'none') return false;
  const origin = ctx.get('Origin');
  if (origin !== '' && hostOf(origin) !== ctx.host) return false;
  return ctx.method === 'GET' || ctx.method === 'HEAD' || ctx.get(OWN_HEADER) === '1';
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

async function chosen({ accounts }: Pick<App, 'accounts'>, ctx: Context): Promise<Caller | null> {
  const sent = ctx.get(ACCOUNT_HEADER) || ctx.query['account'];
  if (typeof sent !== 'string' || !UUID.test(sent)) return null;
  const account = await accounts.get(sent.toLowerCase());
  if (account === null) throw new CallRefused('NOT_FOUND', 'There is no account with this id.');
  return { account, usage: await accounts.usage(account), key: OPERATORS_KEY };
}

/** The operator can make a key for any account; this stands for one, and is none. */
const OPERATORS_KEY: Caller['key'] = {
  id: 'operator',
  accountId: '',
  type: 'dynamic',
  prefix: '',
  lastFour: '',
  schema: null,
  createdAt: new Date(0),
  revokedAt: null,
};
