/** Signing in to the console and out of it. */

import type { z } from 'zod';
import type { ConsoleSessions, NewSession, SignedIn } from '../../app/console-sessions.js';
import { CallRefused } from '../../core/failure.js';
import { VERSION } from '../../version.js';
import type { Context } from '../context.js';
import { answer, bare, json, route, type Route } from '../route.js';
import { REFUSED } from './refusals.js';
import { sessionAnswer, signInRequest } from './schemas.js';
import { COOKIE, isOwnPage } from './session.js';

export interface SessionRoutesDeps {
  readonly sessions: ConsoleSessions;
  readonly workflowsUrl: string | null;
}

export function sessionRoutes({ sessions, workflowsUrl }: SessionRoutesDeps): Route[] {
  const show = (signedIn: SignedIn): z.infer<typeof sessionAnswer> => {
    const of = signedIn.kind === 'key' ? signedIn.caller : null;
    return {
      kind: signedIn.kind,
      account: of && { id: of.account.id, name: of.account.name },
      key: of && `${of.key.prefix}…${of.key.lastFour}`,
      has_own_schema: (of?.key.schema ?? null) !== null,
      expires_at: signedIn.expiresAt.toISOString(),
      workflows_url: workflowsUrl,
      version: VERSION,
    };
  };
  return [
    route({
      method: 'post',
      path: '/session',
      summary: 'Sign in: the answer sets a cookie',
      description: 'Only from a page of this origin, with the header X-Holdfast-Console: 1.',
      body: json(signInRequest),
      answers: { 201: answer(sessionAnswer, 'Who is signed in'), ...REFUSED },
      handle: async (ctx, { body }) => {
        if (!isOwnPage(ctx)) throw new CallRefused('UNAUTHORIZED', 'Sign in from a page of this gateway.');
        const { key, token } = body();
        const opened =
          key === undefined ? await sessions.signInAsAdmin(token ?? '') : await sessions.signInWithKey(key);
        if (opened === null) throw refused(key !== undefined);
        setCookie(ctx, opened);
        return show(opened.signedIn);
      },
    }),

    route({
      method: 'get',
      path: '/session',
      summary: 'Who is signed in',
      answers: { 200: answer(sessionAnswer, 'Who is signed in'), ...REFUSED },
      handle: (ctx) => {
        if (ctx.state.signedIn === undefined) throw nobody();
        return show(ctx.state.signedIn);
      },
    }),

    route({
      method: 'delete',
      path: '/session',
      summary: 'Sign out',
      answers: { 204: bare('Nobody is signed in any more'), 401: REFUSED[401] },
      handle: async (ctx) => {
        if (ctx.state.signedIn === undefined) throw nobody();
        await sessions.signOut(ctx.cookies.get(COOKIE) ?? '');
        ctx.cookies.set(COOKIE, null, { path: '/' });
        return undefined;
      },
    }),
  ];
}

function nobody(): CallRefused {
  return new CallRefused('UNAUTHORIZED', 'Nobody is signed in, or the session has ended.');
}

function refused(isKey: boolean): CallRefused {
  return new CallRefused(
    'UNAUTHORIZED',
    isKey
      ? 'This key is unknown or was revoked.'
      : 'This is not the admin token, or the link has been used or is too old: start again for a new one.',
  );
}

function setCookie(ctx: Context, { secret, signedIn }: NewSession): void {
  ctx.cookies.set(COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: ctx.secure,
    expires: signedIn.expiresAt,
  });
}
