/** The gateway: one Koa application for every API, on one port. */

import cors from '@koa/cors';
import Koa from 'koa';
import { randomUUID } from 'node:crypto';
import type { App } from '../app/index.js';
import type { DialectName } from '../core/dialect.js';
import type { AllowList } from '../core/net/allow-list.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store.js';
import type { Choice } from './dialects/choose.js';
import { createAdminRouter, renderAdminRefusal } from './admin/index.js';
import { createDialects, pickDialect, speakDialect, type Dialects } from './dialects/index.js';
import { createDocsRouter } from './docs.js';
import { errors, type RenderRefusal } from './errors.js';
import { createHealthRouter } from './health.js';
import type { Metrics } from '../metrics.js';

/** A URL and its place in a body, generously. */
const BODY_BYTES_PER_URL = 2_048;
const BODY_BYTES_BASE = 1024 * 1024;

export interface GatewayDeps {
  readonly app: App;
  readonly store: Store;
  readonly runner: Runner;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly adminToken: string;
  readonly maxBatchUrls: number;
  readonly maxCrawlPages: number;
  /** What may be reached although it is private. */
  readonly allowList: AllowList;
  /** Host names, or host:port, whose requests speak one API only. */
  readonly dialectHosts: ReadonlyMap<string, DialectName>;
  /** Whether only this machine can reach the gateway; `/metrics` is open then. */
  readonly loopbackOnly: boolean;
}

export function createGateway(deps: GatewayDeps): Koa {
  const koa = new Koa();
  const maxBodyBytes = BODY_BYTES_BASE + deps.maxBatchUrls * BODY_BYTES_PER_URL;
  const dialects = createDialects({ ...deps, maxBodyBytes });
  koa.use(async (ctx, next) => {
    ctx.state['requestId'] = randomUUID();
    ctx.set('X-Request-ID', ctx.state['requestId'] as string);
    await next();
  });
  koa.use(observe(deps));
  koa.use(pickDialect(deps.dialectHosts));
  koa.use(errors(deps.log, envelopes(dialects)));
  koa.use(createHealthRouter(deps).routes());
  koa.use(createDocsRouter(deps).routes());
  koa.use(createAdminRouter(deps).middleware());
  koa.use(cors({ origin: '*', exposeHeaders: EXPOSED, keepHeadersOnError: false }));
  koa.use(speakDialect(dialects));
  // What a broken connection makes Koa report is no news; everything else went through `errors`.
  koa.on('error', (error: Error) => deps.log.debug({ err: error }, 'connection error'));
  return koa;
}

const EXPOSED = [
  'X-Job-ID',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Monthly-Usage-Limit',
  'X-Monthly-Usage-Remaining',
  'Retry-After',
];

function envelopes(dialects: Dialects): (ctx: Koa.ParameterizedContext) => RenderRefusal {
  return (ctx) => {
    const { choice } = ctx.state as { choice: Choice | null };
    return choice === null ? renderAdminRefusal : dialects[choice.dialect].renderRefusal;
  };
}

/** One log line and one measurement for every call; paths only, since queries may hold what is private. */
function observe({ log, metrics }: GatewayDeps): Koa.Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    await next();
    const route = (ctx as { _matchedRoute?: string | RegExp })._matchedRoute;
    const durationMs = performance.now() - startedAt;
    metrics.onRequest(ctx.method, typeof route === 'string' ? route : 'other', ctx.status, durationMs);
    const { requestId } = ctx.state as { requestId: string };
    log.debug(
      { requestId, method: ctx.method, path: ctx.path, status: ctx.status, durationMs },
      'call answered',
    );
  };
}
