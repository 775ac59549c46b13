/** What every application of the service begins with. */

import Koa from 'koa';
import { randomUUID } from 'node:crypto';
import type { Log } from '../ports/log.js';

/** Each call gets an id, in `ctx.state.requestId` and the header X-Request-ID. */
export function createKoa(log: Log): Koa {
  const koa = new Koa();
  koa.use(async (ctx, next) => {
    ctx.state['requestId'] = randomUUID();
    ctx.set('X-Request-ID', ctx.state['requestId'] as string);
    await next();
  });
  // What a broken connection makes Koa report is no news; everything else is told by `errors`.
  koa.on('error', (error: Error) => log.debug({ err: error }, 'connection error'));
  return koa;
}
