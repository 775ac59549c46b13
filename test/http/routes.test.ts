import type Router from '@koa/router';
import { strict as assert } from 'node:assert';
import { DIALECTS } from '../../src/http/dialects/index.js';
import { bareGateway, openApiDocument } from '../support/bare-gateway.js';

/** The pages for people: no calls of an API. */
const PAGES = ['get /docs', 'get /docs/start.js', 'get /docs/{asset}', 'get /openapi.json'];

describe('the routes of the gateway', () => {
  const gateway = bareGateway();
  const { koa } = gateway;

  it('are all described in /openapi.json, and no others are', async () => {
    const { paths } = await openApiDocument(gateway);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const served = [...new Set(routersOf(koa.middleware).flatMap(routesOf))];
    assert.ok(served.length > 40, 'the routers were not found');
    assert.deepEqual(served.filter((route) => !PAGES.includes(route)).sort(), described.sort());
  });

  it('would be seen if they were added to a router past its table', () => {
    const routers = routersOf(koa.middleware);
    for (const router of routers) router.get('/past/the/table', () => undefined);
    const added = routersOf(koa.middleware)
      .flatMap(routesOf)
      .filter((route) => route.endsWith('/past/the/table'));
    assert.equal(added.length, Object.keys(DIALECTS).length + ['health', 'docs', 'admin', 'console'].length);
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
