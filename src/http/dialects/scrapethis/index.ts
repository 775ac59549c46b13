/**
 * ScrapeThis: spiders, their jobs and schedules under `/api/v1`, with the key as a bearer token. Translates requests into
 * commands and results into ScrapeThis's shapes; it decides nothing about jobs.
 */

import { authenticate } from '../../authenticate.js';
import { jsonBody } from '../../body.js';
import { BEARER } from '../../credential.js';
import type { Dialect } from '../dialect.js';
import { jobRoutes } from './jobs.js';
import { SPIDER_KEY } from './keys.js';
import { INVALID_KEY, jobRefusals, renderRefusal } from './refusals.js';
import { resultRoutes } from './results.js';
import { scheduleRoutes } from './schedules.js';
import { spiderRoutes } from './spiders.js';

const MAX_BODY_BYTES = 1024 * 1024;

export const scrapeThis: Dialect<'scrapethis'> = {
  name: 'scrapethis',
  title: 'ScrapeThis',
  credential: BEARER,
  keyForms: [SPIDER_KEY],
  renderRefusal,
  jobRefusals,
  createRenderEvent: null,

  claims: ({ path }) => (/^\/api\/v1(\/|$)/.test(path) ? 'likely' : 'none'),

  routes: (deps) => ({
    tag: 'ScrapeThis',
    prefix: '/api/v1',
    security: BEARER,
    use: [authenticate(deps.app, BEARER, INVALID_KEY), jsonBody(MAX_BODY_BYTES, deps.admission)],
    routes: [...scheduleRoutes(deps), ...spiderRoutes(deps), ...jobRoutes(deps), ...resultRoutes(deps)],
  }),
};
