/**
 * Scrpy: jobs of many URLs with CSS selectors under `/v1/jobs`, with the key as a bearer token. Translates requests into
 * commands and results into Scrpy's shapes; it decides nothing about jobs.
 */

import Router from '@koa/router';
import { authenticate, bearerOf } from '../../authenticate.js';
import type { DialectDeps } from '../dialect.js';

export function createScrpyRouter(deps: DialectDeps): Router {
  const router = new Router({ prefix: '/v1' });
  const signedIn = authenticate(deps.app, {
    read: bearerOf,
    refusal: 'Send a valid API key: Authorization: Bearer <key>.',
  });

  router.all(['/jobs', '/jobs/:id'], signedIn, (_ctx, next) => next());

  return router;
}
