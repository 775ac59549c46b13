/**
 * Runo: schema extraction under `/v1` with the key in `X-API-Key`. Translates requests into commands and results into
 * Runo's shapes; it decides nothing about jobs.
 */

import type { Middleware } from 'koa';
import { newJobId } from '../../../app/submit-job.js';
import { authenticate } from '../../authenticate.js';
import { jsonBody } from '../../body.js';
import { API_KEY } from '../../credential.js';
import type { Dialect } from '../dialect.js';
import { batchRoute } from './batch.js';
import { crawlRoute } from './crawl.js';
import { extractRoute } from './extract.js';
import { jobRoutes } from './jobs.js';
import { DYNAMIC_KEY, STATIC_KEY } from './keys.js';
import { jobRefusals } from './refusals.js';
import { renderRefusal } from './render.js';

export const runo: Dialect<'runo'> = {
  name: 'runo',
  title: 'Runo',
  credential: API_KEY,
  keyForms: [DYNAMIC_KEY, STATIC_KEY],
  renderRefusal,
  jobRefusals,
  createRenderEvent: null,

  claims: ({ method, path }) => {
    if (!/^\/v1(\/|$)/.test(path)) return 'none';
    // The one call under /v1 that Runo does not have.
    return method === 'POST' && /^\/v1\/jobs\/?$/.test(path) ? 'possible' : 'likely';
  },

  routes: (deps) => ({
    tag: 'Runo',
    prefix: '/v1',
    security: API_KEY,
    use: [
      announceJob,
      authenticate(deps.app, API_KEY, 'Send a valid API key in the X-API-Key header.'),
      jsonBody(deps.maxBodyBytes, deps.admission),
    ],
    routes: [extractRoute(deps), batchRoute(deps), crawlRoute(deps), ...jobRoutes(deps)],
  }),
};

/** Every answer of the calls that start jobs carries an id, refusals too; a refused id never becomes a job. */
const announceJob: Middleware = async (ctx, next) => {
  if (ctx.method === 'POST') ctx.set('X-Job-ID', newJobId());
  await next();
};
