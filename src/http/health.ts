/** Whether the process lives, whether it can work, and its measurements. */

import type { CheckParts } from '../app/check-parts.js';
import type { Metrics } from '../metrics.js';
import { requireAdmin } from './admin/token.js';
import { ANSWERED, bare, route, type RouteGroup } from './route.js';

export interface HealthDeps {
  readonly checkParts: CheckParts;
  readonly metrics: Metrics;
  /** `ok`, or what is wrong with the disk: jobs wait then, and reads and cancels go on. */
  readonly describeDisk: () => string;
  readonly adminToken: string;
  /** Whether only this machine can reach the process; `/metrics` is open then. */
  readonly loopbackOnly: boolean;
}

export function healthRoutes(deps: HealthDeps): RouteGroup {
  const routes = [
    route({
      method: 'get',
      path: '/healthz',
      summary: 'The process lives',
      answers: { 200: bare('ok') },
      handle: (ctx) => {
        ctx.body = { status: 'ok' };
        return ANSWERED;
      },
    }),

    route({
      method: 'get',
      path: '/readyz',
      summary: 'Database, Temporal and a worker answer',
      answers: { 200: bare('ready'), 503: bare('not ready') },
      handle: async (ctx) => {
        const checks = await deps.checkParts();
        const ready = Object.values(checks).every((check) => check === 'ok');
        ctx.status = ready ? 200 : 503;
        ctx.body = {
          status: ready ? 'ready' : 'not ready',
          checks: { ...checks, disk: deps.describeDisk() },
        };
        return ANSWERED;
      },
    }),

    route({
      method: 'get',
      path: '/metrics',
      summary: 'Prometheus text',
      answers: { 200: bare('metrics') },
      handle: async (ctx) => {
        if (!deps.loopbackOnly) requireAdmin(ctx, deps.adminToken);
        ctx.type = deps.metrics.contentType;
        ctx.body = await deps.metrics.text();
        return ANSWERED;
      },
    }),
  ];
  return { tag: 'Operations', prefix: '', security: null, use: [], routes };
}
