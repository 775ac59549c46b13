/** The operator's API under `/admin`, behind the admin token. */

import type { Middleware } from 'koa';
import type { App } from '../../app/index.js';
import { CallRefused } from '../../core/failure.js';
import { UUID } from '../../core/job.js';
import { jsonBody } from '../body.js';
import type { RouteGroup } from '../route.js';
import { accountRoutes } from './accounts.js';
import { backupRoutes } from './backups.js';
import { deliveryRoutes } from './deliveries.js';
import { diskRoutes, type DiskDeps } from './disk.js';
import { requireAdmin } from './token.js';

const MAX_BODY_BYTES = 1024 * 1024;

export interface AdminDeps {
  readonly disk: DiskDeps;
  readonly app: App;
  readonly adminToken: string;
}

export function adminRoutes({ app, disk, adminToken }: AdminDeps): RouteGroup {
  return {
    tag: 'Admin',
    prefix: '/admin',
    security: {
      name: 'AdminToken',
      definition: { type: 'http', scheme: 'bearer' },
      header: 'Authorization: Bearer',
    },
    use: [
      requireToken(adminToken), // The operator gets through when others are refused.
      jsonBody(MAX_BODY_BYTES, null),
      refuseOddIds,
    ],
    routes: [...accountRoutes(app), ...deliveryRoutes(app), ...backupRoutes(app), ...diskRoutes(disk)],
  };
}

function requireToken(token: string): Middleware {
  return async (ctx, next) => {
    requireAdmin(ctx, token);
    await next();
  };
}

/** Ids are UUIDs; anything else exists as little as an unknown one, and may be text that cannot be asked for. */
const refuseOddIds: Middleware = async (ctx, next) => {
  const { id } = (ctx as { params?: Readonly<Record<string, string>> }).params ?? {};
  if (id !== undefined && !UUID.test(id))
    throw new CallRefused('NOT_FOUND', 'There is nothing with this id.');
  await next();
};
