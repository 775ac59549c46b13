/** What watches a worker on its own: whether it lives, whether it can work, its measurements. Nothing else is served. */

import Koa from 'koa';
import { randomUUID } from 'node:crypto';
import type { Log } from '../ports/log.js';
import { renderAdminRefusal } from './admin/index.js';
import { errors } from './errors.js';
import { createHealthRouter, type HealthDeps } from './health.js';

export function createWatch(deps: HealthDeps & { readonly log: Log }): Koa {
  const koa = new Koa();
  koa.use(async (ctx, next) => {
    ctx.state['requestId'] = randomUUID();
    await next();
  });
  koa.use(errors(deps.log, () => renderAdminRefusal));
  koa.use(createHealthRouter(deps).routes());
  koa.on('error', (error: Error) => deps.log.debug({ err: error }, 'connection error'));
  return koa;
}
