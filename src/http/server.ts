/** The gateway: one Koa application for every API, on one port. */

import cors from '@koa/cors';
import type Koa from 'koa';
import type { App } from '../app/index.js';
import type { DialectName } from '../core/dialect.js';
import type { AllowList } from '../core/net/allow-list.js';
import type { Log } from '../ports/log.js';
import type { DiskDeps } from './admin/disk.js';
import { adminRoutes } from './admin/index.js';
import { consolePages } from './console/pages.js';
import { consoleRoutes, type ConsoleParts } from './console/index.js';
import { readSession } from './console/session.js';
import { createAdmission, type Admission, type GatewayLimits } from './admission.js';
import { renderAdminRefusal } from './admin/refusal.js';
import type { Choice } from './dialects/choose.js';
import type { DialectDeps } from './dialects/dialect.js';
import { DIALECTS } from './dialects/index.js';
import { pickDialect, speakDialect } from './dialects/speak.js';
import { createDocsRouter } from './docs.js';
import { errors, type RenderRefusal } from './errors.js';
import { healthRoutes, type HealthDeps } from './health.js';
import { createKoa } from './koa.js';
import { createRouter, type RouteGroup } from './route.js';

/** A URL and its place in a body, generously. */
const BODY_BYTES_PER_URL = 2_048;
const BODY_BYTES_BASE = 1024 * 1024;

export interface GatewayDeps extends HealthDeps {
  readonly app: App;
  readonly disk: DiskDeps;
  readonly console: ConsoleParts;
  readonly log: Log;
  readonly maxBatchUrls: number;
  readonly maxCrawlPages: number;
  readonly limits: GatewayLimits;
  /** What may be reached although it is private. */
  readonly allowList: AllowList;
  /** What addresses in answers begin with; null: what the caller has asked. */
  readonly publicUrl: string | null;
  /** Host names, or host:port, whose requests speak one API only. */
  readonly dialectHosts: ReadonlyMap<string, DialectName>;
}

export interface Gateway {
  readonly koa: Koa;
  /** For whoever listens: told of connections, it refuses those that are too many. */
  readonly admission: Admission;
}

export function createGateway(deps: GatewayDeps): Gateway {
  const koa = createKoa(deps.log);
  const admission = createAdmission(deps.limits, deps.metrics);
  const onSlowReader = (): void => deps.metrics.onRefused('slow_readers');
  const maxBodyBytes = BODY_BYTES_BASE + deps.maxBatchUrls * BODY_BYTES_PER_URL;
  const dialects = dialectRoutes({ ...deps, maxBodyBytes, admission, onSlowReader });
  const [admin, health, console] = [adminRoutes(deps), healthRoutes(deps), consoleRoutes(deps)];
  koa.use(observe(deps));
  koa.use(pickDialect(deps.dialectHosts));
  koa.use(errors(deps.log, envelopeFor));
  koa.use(consolePages());
  koa.use(readSession({ sessions: deps.console.sessions, app: deps.app }));
  koa.use(createRouter(health).routes());
  koa.use(createDocsRouter([...Object.values(dialects), admin, health, console]).routes());
  koa.use(createRouter(admin).routes());
  koa.use(createRouter(console).routes());
  koa.use(cors({ origin: '*', exposeHeaders: EXPOSED, keepHeadersOnError: false }));
  koa.use(checkConnection(admission));
  koa.use(speakDialect(dialects));
  return { koa, admission };
}

/** Behind health and the operator's calls: those are answered however many connections there are. */
function checkConnection(admission: Admission): Koa.Middleware {
  return (ctx, next) => {
    try {
      admission.checkConnection(ctx.req.socket);
    } catch (error) {
      ctx.set('Connection', 'close');
      throw error;
    }
    return next();
  };
}

function dialectRoutes(deps: DialectDeps): Readonly<Record<DialectName, RouteGroup>> {
  return Object.fromEntries(
    Object.values(DIALECTS).map(({ name, routes }) => [name, routes(deps)]),
  ) as Record<DialectName, RouteGroup>;
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

/** The envelope of the API that was called; the operator's for what belongs to none. */
function envelopeFor(ctx: Koa.ParameterizedContext): RenderRefusal {
  const { choice } = ctx.state as { choice: Choice | null };
  return choice === null ? renderAdminRefusal : DIALECTS[choice.dialect].renderRefusal;
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
