import type Router from '@koa/router';
import { strict as assert } from 'node:assert';
import type { App } from '../../src/app/index.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import { DIALECTS } from '../../src/http/dialects/index.js';
import type { DiskDeps } from '../../src/http/admin/disk.js';
import { createGateway } from '../../src/http/server.js';
import { listen } from '../../src/http/listen.js';
import { createMetrics } from '../../src/metrics.js';
import { silentLog } from '../support/log.js';

/** The pages for people: no calls of an API. */
const PAGES = ['get /docs', 'get /docs/start.js', 'get /docs/{asset}', 'get /openapi.json'];

describe('the routes of the gateway', () => {
  // Nothing here asks a use case.
  const { koa: gateway } = createGateway({
    app: {} as App,
    disk: {} as DiskDeps,
    checkParts: () => Promise.reject(new Error('is not asked')),
    metrics: createMetrics(),
    describeDisk: () => 'ok',
    adminToken: 'secret',
    loopbackOnly: true,
    log: silentLog,
    maxBatchUrls: 1_000,
    maxCrawlPages: 10_000,
    limits: { waitingCalls: 10, waitingCallsPerAccount: 10, bodyBytes: 1_000_000, connections: 100 },
    allowList: parseAllowList(''),
    publicUrl: null,
    dialectHosts: new Map(),
  });

  it('are all described in /openapi.json, and no others are', async () => {
    const listener = await listen(gateway, '127.0.0.1', 0);
    try {
      const response = await fetch(`http://127.0.0.1:${listener.port}/openapi.json`);
      const { paths } = (await response.json()) as { paths: Record<string, object> };
      const described = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path}`),
      );
      const served = [...new Set(routersOf(gateway.middleware).flatMap(routesOf))];
      assert.ok(served.length > 40, 'the routers were not found');
      assert.deepEqual(served.filter((route) => !PAGES.includes(route)).sort(), described.sort());
    } finally {
      await listener.close();
    }
  });

  it('would be seen if they were added to a router past its table', () => {
    const routers = routersOf(gateway.middleware);
    for (const router of routers) router.get('/past/the/table', () => undefined);
    const added = routersOf(gateway.middleware)
      .flatMap(routesOf)
      .filter((route) => route.endsWith('/past/the/table'));
    assert.equal(added.length, Object.keys(DIALECTS).length + ['health', 'docs', 'admin'].length);
  });
});

/** `routes()` leaves its router on the middleware; what serves several routers has them as `routers`. */
function routersOf(middleware: readonly object[]): Router[] {
  return middleware.flatMap((part) => {
    const { router, routers = [] } = part as { router?: Router; routers?: Router[] };
    return router === undefined ? routers : [router];
  });
}

/** Method and path, with the parameters in braces. HEAD comes with each GET. */
function routesOf({ stack }: Router): string[] {
  return stack.flatMap(({ methods, path }) =>
    methods
      .filter((method) => method !== 'HEAD')
      .map((method) => `${method.toLowerCase()} ${String(path).replaceAll(/:(\w+)/g, '{$1}')}`),
  );
}
