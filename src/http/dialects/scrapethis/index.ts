/**
 * ScrapeThis: spiders, their jobs and schedules under `/api/v1`, with the key as a bearer token. Translates requests into
 * commands and results into ScrapeThis's shapes; it decides nothing about jobs.
 */

import Router from '@koa/router';
import { authenticate, bearerOf } from '../../authenticate.js';
import { jsonBody } from '../../body.js';
import type { DialectDeps } from '../dialect.js';
import { jobRoutes } from './jobs.js';
import { resultRoutes } from './results.js';
import { scheduleRoutes } from './schedules.js';
import { spiderRoutes } from './spiders.js';

const MAX_BODY_BYTES = 1024 * 1024;

export function createScrapeThisRouter(deps: DialectDeps): Router {
  const router = new Router({ prefix: '/api/v1' });
  const signedIn = authenticate(deps.app, {
    read: bearerOf,
    refusal: 'Invalid or missing API key',
  });
  router.use(signedIn, jsonBody(MAX_BODY_BYTES));
  spiderRoutes(router, deps);
  jobRoutes(router, deps);
  resultRoutes(router, deps);
  scheduleRoutes(router, deps);
  return router;
}
