/** One stream of server-sent events for a browser: the account's jobs as they get on. */

import type { ConsoleFeed } from '../../app/console-feed.js';
import type { ConsoleSessions } from '../../app/console-sessions.js';
import { CallRefused } from '../../core/failure.js';
import type { Log } from '../../ports/log.js';
import { ANSWERED, bare, route, type Route } from '../route.js';
import { REFUSED, requireCaller } from './refusals.js';
import { renderView } from './render.js';
import { accountQuery } from './schemas.js';
import { COOKIE } from './session.js';

/** Keeps proxies from closing a quiet stream; the session is looked at as often. */
const BEAT_MS = 20_000;
/** A browser that has not taken so much by the next event does not read: it is disconnected, and asks again. */
const MAX_UNTAKEN_BYTES = 1024 * 1024;

export interface EventsDeps {
  readonly feed: ConsoleFeed;
  readonly sessions: ConsoleSessions;
  readonly log: Log;
  readonly beatMs?: number;
}

export function eventsRoute({ feed, sessions, log, beatMs = BEAT_MS }: EventsDeps): Route {
  return route({
    method: 'get',
    path: '/events',
    summary: 'Jobs of the account as they get on, as server-sent events',
    description:
      'Events are of the type `jobs`; their data is `{"jobs": [ConsoleJob]}`, only what has changed.',
    query: accountQuery,
    answers: { 200: bare('text/event-stream'), ...REFUSED },
    handle: (ctx) => {
      const { account } = requireCaller(ctx);
      const secret = ctx.cookies.get(COOKIE) ?? '';
      const { res } = ctx;
      const send = (text: string): void => {
        if (res.writableLength > MAX_UNTAKEN_BYTES) res.destroy();
        else res.write(text);
      };
      const stop = feed.watch(account.id, (jobs) =>
        send(`event: jobs\ndata: ${JSON.stringify({ jobs: jobs.map(renderView) })}\n\n`),
      );
      if (stop === null) throw new CallRefused('SERVICE_UNAVAILABLE', 'Too many browsers watch already.', 30);
      const beat = setInterval(() => {
        send(': still here\n\n');
        sessions.find(secret).then(
          (signedIn) => {
            if (signedIn === null) res.end();
          },
          (error: unknown) => log.warn({ err: error }, 'a session could not be looked at'),
        );
      }, beatMs);
      res.once('close', () => {
        clearInterval(beat);
        stop();
      });
      ctx.respond = false;
      res.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      send('retry: 3000\n\n');
      return ANSWERED;
    },
  });
}
