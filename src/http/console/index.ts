/**
 * The console's own calls under `/console/api`: the session, and lists that no public API has. What changes anything,
 * other than a cancel, the console does through the public APIs, with the session in place of a key.
 */

import type { Middleware } from 'koa';
import type { App } from '../../app/index.js';
import type { ConsoleFeed } from '../../app/console-feed.js';
import type { ConsoleSessions } from '../../app/console-sessions.js';
import type { Log } from '../../ports/log.js';
import { jsonBody } from '../body.js';
import type { RouteGroup } from '../route.js';
import { accountRoutes } from './account-routes.js';
import { downloadRoute } from './download.js';
import { eventsRoute } from './events.js';
import { jobRoutes } from './job-routes.js';
import { COOKIE } from './session.js';
import { sessionRoutes } from './session-routes.js';

const MAX_BODY_BYTES = 16 * 1024;

export interface ConsoleParts {
  readonly sessions: ConsoleSessions;
  readonly feed: ConsoleFeed;
  /** Where a workflow is shown by its id; null where that is not known. */
  readonly workflowsUrl: string | null;
}

export interface ConsoleRoutesDeps {
  readonly app: App;
  readonly console: ConsoleParts;
  readonly log: Log;
}

export function consoleRoutes({ app, console: parts, log }: ConsoleRoutesDeps): RouteGroup {
  return {
    tag: 'Console',
    prefix: '/console/api',
    security: {
      name: 'ConsoleSession',
      definition: { type: 'apiKey', in: 'cookie', name: COOKIE },
      header: 'a session of the console',
    },
    use: [notStored, jsonBody(MAX_BODY_BYTES, null)],
    routes: [
      ...sessionRoutes(parts),
      eventsRoute({ ...parts, log }),
      ...jobRoutes({ app, workflowsUrl: parts.workflowsUrl }),
      downloadRoute(app),
      ...accountRoutes(app),
    ],
  };
}

/** Answers are of whoever is signed in. */
const notStored: Middleware = async (ctx, next) => {
  ctx.set('Cache-Control', 'no-store');
  await next();
};
