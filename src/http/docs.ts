/** `/openapi.json`, and `/docs`: Swagger UI from its own package, nothing loaded from elsewhere. */

import Router from '@koa/router';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createOpenApi } from './openapi.js';
import type { RouteGroup } from './route.js';

/** Resolved, not imported: importing the package would run its megabyte of browser code here. */
const FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Holdfast API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="icon" href="/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
const START = "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });\n";

/** Serves the description of `groups`. */
export function createDocsRouter(groups: readonly RouteGroup[]): Router {
  const router = new Router();
  let document: object | undefined;

  router.get('/openapi.json', (ctx) => {
    ctx.body = document ??= createOpenApi(groups);
  });
  router.get('/docs', (ctx) => {
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  router.get('/docs/start.js', (ctx) => {
    ctx.type = 'text/javascript';
    ctx.body = START;
  });
  router.get('/docs/:asset', (ctx) => {
    const asset = ctx.params['asset'] ?? '';
    const type = Object.hasOwn(ASSETS, asset) ? ASSETS[asset] : undefined;
    if (type === undefined) return;
    ctx.type = type;
    ctx.body = createReadStream(join(FOLDER, asset));
  });
  return router;
}
