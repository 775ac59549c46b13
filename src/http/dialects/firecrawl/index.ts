/**
 * Firecrawl v2: pages as documents under `/v2`, with the key as a bearer token. Translates requests into commands and results
 * into Firecrawl's shapes; it decides nothing about jobs.
 */

import { authenticate } from '../../authenticate.js';
import { jsonBody } from '../../body.js';
import { BEARER } from '../../credential.js';
import type { Dialect } from '../dialect.js';
import { activeRoutes } from './active.js';
import { batchRoute } from './batch.js';
import { crawlRoute } from './crawl.js';
import { extractRoutes } from './extract.js';
import { jobRoutes } from './jobs.js';
import { answerRefusals, jobRefusals, renderRefusal } from './refusals.js';
import { scrapeRoute } from './scrape.js';
import { unavailableRoutes } from './unavailable.js';
import { usageRoutes } from './usage.js';

export const firecrawl: Dialect<'firecrawl'> = {
  name: 'firecrawl',
  title: 'Firecrawl',
  credential: BEARER,
  keyForms: [],
  renderRefusal,
  jobRefusals,
  createRenderEvent: null,

  claims: ({ path }) => (/^\/v2(\/|$)/.test(path) ? 'likely' : 'none'),

  routes: (deps) => ({
    tag: 'Firecrawl',
    prefix: '/v2',
    security: BEARER,
    use: [
      answerRefusals,
      authenticate(deps.app, BEARER, 'Unauthorized: send a valid API key as Authorization: Bearer <key>.'),
      jsonBody(deps.maxBodyBytes, deps.admission),
    ],
    routes: [
      scrapeRoute(deps),
      batchRoute(deps),
      crawlRoute(deps),
      ...extractRoutes(deps),
      // Before the routes with an id, which their paths fit as well.
      ...activeRoutes(deps.app),
      ...unavailableRoutes(),
      ...jobRoutes(deps, '/batch/scrape'),
      ...jobRoutes(deps, '/crawl'),
      ...usageRoutes(deps.app),
    ],
  }),
};
