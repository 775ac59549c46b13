/** Whether the process lives, whether it can work, and its measurements. */

import Router from '@koa/router';
import { CallRefused } from '../core/failure.js';
import type { Metrics } from '../metrics.js';
import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store/index.js';
import { isAdmin } from './admin/token.js';

/** A check that takes longer counts as failed. */
const CHECK_TIMEOUT_MS = 3_000;

export interface HealthDeps {
  readonly store: Store;
  readonly runner: Runner;
  readonly metrics: Metrics;
  readonly adminToken: string;
  /** Whether only this machine can reach the process; `/metrics` is open then. */
  readonly loopbackOnly: boolean;
}

export function createHealthRouter(deps: HealthDeps): Router {
  const router = new Router();

  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/readyz', async (ctx) => {
    const checks = {
      database: await outcome(deps.store.check()),
      temporal: await outcome(deps.runner.check()),
    };
    const ready = Object.values(checks).every((check) => check === 'ok');
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: ready ? 'ready' : 'not ready', checks };
  });

  router.get('/metrics', async (ctx) => {
    if (!deps.loopbackOnly && !isAdmin(ctx.get('Authorization'), deps.adminToken)) {
      throw new CallRefused('UNAUTHORIZED', 'Send the admin token: Authorization: Bearer <ADMIN_TOKEN>.');
    }
    ctx.type = deps.metrics.contentType;
    ctx.body = await deps.metrics.text();
  });

  return router;
}

async function outcome(check: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('did not answer in time'), CHECK_TIMEOUT_MS);
  });
  const result = check.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'failed'),
  );
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
