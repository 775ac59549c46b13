/** The OpenAPI document of every API this gateway speaks, made from the zod schemas that validate the calls. */

import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { FAILURES } from '../core/failure.js';
import { VERSION } from '../version.js';
import { deliveriesAnswer, deliveriesQuery, deliveryAnswer, replayAnswer } from './admin/deliveries.js';
import * as admin from './admin/schemas.js';
import * as runo from './dialects/runo/schemas.js';
import { createJobPath, sharedWithScrpy } from './dialects/scrpy/paths.js';
import { scrapeThisPaths } from './dialects/scrapethis/paths.js';
import { body, idempotencyKey, json, pathId, pathPart } from './openapi-parts.js';

const ADDITION = 'An addition of Holdfast; not part of the Runo API.';
const LONG =
  'The head, with X-Job-ID, is sent at once; the body follows when the work is done. Blanks may come before it.';

export interface Ceilings {
  readonly maxBatchUrls: number;
  readonly maxCrawlPages: number;
}

export function createOpenApi(ceilings: Ceilings): object {
  const registry = new OpenAPIRegistry();
  const runoKey = scheme(registry, 'RunoKey', { type: 'apiKey', in: 'header', name: 'X-API-Key' });
  const adminToken = scheme(registry, 'AdminToken', { type: 'http', scheme: 'bearer' });
  const bearerKey = scheme(registry, 'BearerKey', { type: 'http', scheme: 'bearer' });
  for (const path of runoPaths(ceilings)) {
    const shared = sharedWithScrpy(path);
    const security = [{ [runoKey]: [] }, ...(shared === null ? [] : [{ [bearerKey]: [] }])];
    registry.registerPath({ ...(shared ?? path), security });
  }
  registry.registerPath({ ...createJobPath(ceilings.maxBatchUrls), security: [{ [bearerKey]: [] }] });
  for (const path of scrapeThisPaths()) registry.registerPath({ ...path, security: [{ [bearerKey]: [] }] });
  for (const path of adminPaths()) registry.registerPath({ ...path, security: [{ [adminToken]: [] }] });
  for (const path of healthPaths()) registry.registerPath(path);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: VERSION,
      description: `Error codes: ${Object.keys(FAILURES).join(', ')}.`,
    },
    servers: [{ url: '/' }],
  });
}

type Scheme = Parameters<OpenAPIRegistry['registerComponent']>[2];

function scheme(registry: OpenAPIRegistry, name: string, definition: Scheme): string {
  return registry.registerComponent('securitySchemes', name, definition).name;
}

const jobId = { name: 'job_id', in: 'path' as const, required: true, schema: { type: 'string' as const } };

function runoPaths({ maxBatchUrls, maxCrawlPages }: Ceilings): RouteConfig[] {
  const error = (status: number, why: string): Record<string, ReturnType<typeof json>> => ({
    [status]: json(runo.errorAnswer, why),
  });
  const refused = {
    ...error(400, 'INVALID_REQUEST, SCHEMA_INVALID, SCHEMA_NOT_ALLOWED'),
    ...error(401, 'UNAUTHORIZED'),
    ...error(403, 'ACCOUNT_SUSPENDED'),
    ...error(422, 'SCHEMA_REQUIRED, IDEMPOTENCY_KEY_REUSED'),
    ...error(429, 'RATE_LIMITED, QUOTA_EXCEEDED'),
  };
  const tags = ['Runo'];
  return [
    {
      method: 'post',
      path: '/v1/extract',
      tags,
      summary: 'One URL, one result',
      description: LONG,
      parameters: [idempotencyKey],
      request: body(runo.extractRequest),
      responses: { 200: json(runo.pageAnswer, 'The page, or why it failed'), ...refused },
    },
    {
      method: 'post',
      path: '/v1/batch',
      tags,
      summary: 'Many URLs, one result each, in input order',
      description: LONG,
      parameters: [idempotencyKey],
      request: body(runo.batchRequest(maxBatchUrls)),
      responses: { 200: json(runo.batchAnswer, 'Every URL with its result or error'), ...refused },
    },
    {
      method: 'post',
      path: '/v1/crawl',
      tags,
      summary: 'Follow links from a seed',
      description: LONG,
      parameters: [idempotencyKey],
      request: body(runo.crawlRequest(maxCrawlPages)),
      responses: { 200: json(runo.crawlAnswer, 'Every visited page'), ...refused },
    },
    {
      method: 'get',
      path: '/v1/jobs',
      tags,
      summary: 'Running jobs of the account',
      responses: { 200: json(runo.jobsAnswer, 'Jobs that have not ended'), ...error(401, 'UNAUTHORIZED') },
    },
    {
      method: 'get',
      path: '/v1/jobs/{job_id}',
      tags,
      summary: 'Status, counts and results of a job',
      description: `${ADDITION} While the job runs, pages that end later may come before the cursor.`,
      parameters: [jobId],
      request: { query: runo.jobQuery },
      responses: {
        200: json(runo.jobAnswer, 'The job'),
        ...error(403, 'JOB_FORBIDDEN'),
        ...error(404, 'JOB_NOT_FOUND'),
        ...error(410, 'JOB_EXPIRED'),
      },
    },
    {
      method: 'delete',
      path: '/v1/jobs/{job_id}',
      tags,
      summary: 'Cancel a running job',
      parameters: [jobId],
      responses: {
        200: json(runo.cancelAnswer, 'The job is being stopped'),
        ...error(403, 'JOB_FORBIDDEN'),
        ...error(404, 'JOB_NOT_FOUND'),
      },
    },
  ];
}

function adminPaths(): RouteConfig[] {
  const tags = ['Admin'];
  const notFound = { 404: json(admin.adminErrorAnswer, 'NOT_FOUND') };
  const invalid = { 400: json(admin.adminErrorAnswer, 'INVALID_REQUEST') };
  const parameters = [pathId];
  return [
    {
      method: 'post',
      path: '/admin/accounts',
      tags,
      summary: 'Create an account',
      request: body(admin.newAccountRequest),
      responses: { 201: json(admin.accountAnswer, 'The account'), ...invalid },
    },
    {
      method: 'get',
      path: '/admin/accounts',
      tags,
      summary: 'All accounts',
      responses: { 200: json(admin.accountsAnswer, 'The accounts') },
    },
    {
      method: 'get',
      path: '/admin/accounts/{id}',
      tags,
      summary: 'One account',
      parameters,
      responses: { 200: json(admin.accountAnswer, 'The account'), ...notFound },
    },
    {
      method: 'patch',
      path: '/admin/accounts/{id}',
      tags,
      summary: 'Change an account, or top it up',
      parameters,
      request: body(admin.accountPatchRequest),
      responses: { 200: json(admin.accountAnswer, 'The account'), ...invalid, ...notFound },
    },
    {
      method: 'get',
      path: '/admin/accounts/{id}/ledger',
      tags,
      summary: 'Every entry, oldest first',
      parameters,
      responses: { 200: json(admin.ledgerAnswer, 'The ledger'), ...notFound },
    },
    {
      method: 'post',
      path: '/admin/accounts/{id}/keys',
      tags,
      summary: 'Issue a key',
      parameters,
      request: body(admin.newKeyRequest),
      responses: { 201: json(admin.issuedKeyAnswer, 'The key, shown this once'), ...invalid, ...notFound },
    },
    {
      method: 'get',
      path: '/admin/accounts/{id}/keys',
      tags,
      summary: 'Keys of an account, masked',
      parameters,
      responses: { 200: json(admin.keysAnswer, 'The keys'), ...notFound },
    },
    {
      method: 'post',
      path: '/admin/accounts/{id}/webhook-secret',
      tags,
      summary: 'Renew the secret that signs webhooks',
      parameters,
      responses: { 200: json(admin.accountAnswer, 'The account'), ...notFound },
    },
    {
      method: 'get',
      path: '/admin/accounts/{id}/deliveries',
      tags,
      summary: 'Webhook deliveries of an account, newest first',
      parameters,
      request: { query: deliveriesQuery },
      responses: { 200: json(deliveriesAnswer, 'The deliveries'), ...invalid, ...notFound },
    },
    {
      method: 'get',
      path: '/admin/deliveries/{event}',
      tags,
      summary: 'A delivery with the log of its attempts',
      parameters: [pathPart('event')],
      responses: { 200: json(deliveryAnswer, 'The delivery'), ...notFound },
    },
    {
      method: 'post',
      path: '/admin/deliveries/{event}/replay',
      tags,
      summary: 'Send a delivery again, now',
      parameters: [pathPart('event')],
      responses: { 202: json(deliveryAnswer.omit({ log: true }), 'The delivery, waiting'), ...notFound },
    },
    {
      method: 'post',
      path: '/admin/jobs/{job}/deliveries/replay',
      tags,
      summary: 'Send all deliveries of a job again that failed or were stopped',
      parameters: [pathPart('job')],
      responses: { 202: json(replayAnswer, 'How many'), ...notFound },
    },
    {
      method: 'delete',
      path: '/admin/keys/{id}',
      tags,
      summary: 'Revoke a key',
      parameters,
      responses: { 204: { description: 'Revoked' }, ...notFound },
    },
  ];
}

function healthPaths(): RouteConfig[] {
  const tags = ['Operations'];
  return [
    {
      method: 'get',
      path: '/healthz',
      tags,
      summary: 'The process lives',
      responses: { 200: { description: 'ok' } },
    },
    {
      method: 'get',
      path: '/readyz',
      tags,
      summary: 'Database, Temporal and a worker answer',
      responses: { 200: { description: 'ready' }, 503: { description: 'not ready' } },
    },
    {
      method: 'get',
      path: '/metrics',
      tags,
      summary: 'Prometheus text',
      responses: { 200: { description: 'metrics' } },
    },
  ];
}
