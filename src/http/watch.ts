/** What watches a worker on its own: whether it lives, whether it can work, its measurements. Nothing else is served. */

import type Koa from 'koa';
import type { Log } from '../ports/log.js';
import { renderAdminRefusal } from './admin/index.js';
import { errors } from './errors.js';
import { createHealthRouter, type HealthDeps } from './health.js';
import { createKoa } from './koa.js';

export function createWatch(deps: HealthDeps & { readonly log: Log }): Koa {
  const koa = createKoa(deps.log);
  koa.use(errors(deps.log, () => renderAdminRefusal));
  koa.use(createHealthRouter(deps).routes());
  return koa;
}
