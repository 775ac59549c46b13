/** What watches a worker on its own: whether it lives, whether it can work, its measurements. Nothing else is served. */

import type Koa from 'koa';
import type { Log } from '../ports/log.js';
import { renderAdminRefusal } from './admin/refusal.js';
import { errors } from './errors.js';
import { healthRoutes, type HealthDeps } from './health.js';
import { createKoa } from './koa.js';
import { createRouter } from './route.js';

export function createWatch(deps: HealthDeps & { readonly log: Log }): Koa {
  const koa = createKoa(deps.log);
  koa.use(errors(deps.log, () => renderAdminRefusal));
  koa.use(createRouter(healthRoutes(deps)).routes());
  return koa;
}
