/**
 * Scrpy: jobs of many URLs with CSS selectors under `/v1/jobs`, with the key as a bearer token. Translates requests into
 * commands and results into Scrpy's shapes; it decides nothing about jobs.
 */

import { authenticate } from '../../authenticate.js';
import { jsonBody } from '../../body.js';
import { BEARER } from '../../credential.js';
import type { Dialect } from '../dialect.js';
import { createRenderEvent } from './events.js';
import { jobRoutes } from './jobs.js';
import { jobRefusals, renderRefusal } from './refusals.js';

export const scrpy: Dialect<'scrpy'> = {
  name: 'scrpy',
  title: 'Scrpy',
  credential: BEARER,
  keyForms: [],
  renderRefusal,
  jobRefusals,
  createRenderEvent,

  claims: ({ method, path }) => {
    if (!/^\/v1\/jobs(\/|$)/.test(path)) return 'none';
    // Creating a job is the one call here that no other API has.
    return method === 'POST' && /^\/v1\/jobs\/?$/.test(path) ? 'likely' : 'possible';
  },

  routes: (deps) => ({
    tag: 'Scrpy',
    prefix: '/v1',
    security: BEARER,
    use: [
      authenticate(deps.app, BEARER, 'Send a valid API key: Authorization: Bearer <key>.'),
      jsonBody(deps.maxBodyBytes, deps.admission),
    ],
    routes: jobRoutes(deps),
  }),
};
