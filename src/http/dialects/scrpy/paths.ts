/** Scrpy's part of the OpenAPI document. Three of its calls share path and method with Runo's. */

import type { ResponseConfig, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { parseAllowList } from '../../../core/net/allow-list.js';
import { body, idempotencyKey, json } from '../../openapi-parts.js';
import * as scrpy from './schemas.js';

const refusals = (...statuses: (readonly [status: number, codes: string])[]): RouteConfig['responses'] =>
  Object.fromEntries(statuses.map(([status, codes]) => [status, json(scrpy.errorAnswer, codes)]));

export function createJobPath(maxUrls: number): RouteConfig {
  return {
    method: 'post',
    path: '/v1/jobs',
    tags: ['Scrpy'],
    summary: 'Create a job of many URLs',
    description:
      'Answers at once. With `webhook`, an event is sent for each URL and one for the job, signed in `X-Scrpy-Signature` and as Standard Webhooks.',
    parameters: [idempotencyKey],
    request: body(scrpy.jobRequest(maxUrls, parseAllowList(''))),
    responses: {
      201: json(scrpy.jobAnswer, 'The job, pending'),
      ...refusals(
        [400, 'INVALID_REQUEST'],
        [401, 'UNAUTHORIZED'],
        [403, 'ACCOUNT_SUSPENDED'],
        [413, 'BODY_TOO_LARGE'],
        [422, 'IDEMPOTENCY_KEY_REUSED'],
        [429, 'RATE_LIMITED, QUOTA_EXCEEDED'],
      ),
    },
  };
}

/** What Scrpy answers where it shares path and method with Runo, by both; the header of the key tells them apart. */
const SHARED: Readonly<Record<string, Pick<RouteConfig, 'summary' | 'request' | 'responses'>>> = {
  'get /v1/jobs': {
    summary: 'All jobs of the account, newest first',
    request: { query: scrpy.jobsQuery },
    responses: {
      200: json(scrpy.jobsAnswer, 'Jobs without results'),
      ...refusals([400, 'INVALID_REQUEST'], [401, 'UNAUTHORIZED']),
    },
  },
  'get /v1/jobs/{job_id}': {
    summary: 'Status, counts and results of a job',
    responses: {
      200: json(scrpy.jobWithResultsAnswer, 'The job with what has run so far'),
      ...refusals([404, 'JOB_NOT_FOUND'], [410, 'JOB_EXPIRED']),
    },
  },
  'delete /v1/jobs/{job_id}': {
    summary: 'Cancel a job',
    responses: {
      200: json(scrpy.jobAnswer, 'The job, cancelled'),
      ...refusals([404, 'JOB_NOT_FOUND'], [409, 'JOB_NOT_CANCELLABLE']),
    },
  },
};

/** Runo's operation, with Scrpy's added to it; null where Scrpy has none. */
export function sharedWithScrpy(runo: RouteConfig): RouteConfig | null {
  const own = SHARED[`${runo.method} ${runo.path}`];
  if (own === undefined) return null;
  const statuses = [...new Set([...Object.keys(runo.responses), ...Object.keys(own.responses)])];
  const query = own.request?.query ?? runo.request?.query;
  return {
    ...runo,
    tags: ['Runo', 'Scrpy'],
    summary: `Runo: ${runo.summary}. Scrpy: ${own.summary}`,
    description: [
      'With X-API-Key this is Runo, with Authorization: Bearer it is Scrpy; both at once are a 400.',
      ...(runo.description === undefined ? [] : [`Runo: ${runo.description}`]),
    ].join(' '),
    ...(query === undefined ? {} : { request: { query } }),
    responses: Object.fromEntries(
      statuses.map((status) => [status, either(runo.responses[status], own.responses[status])]),
    ),
  };
}

type Response = RouteConfig['responses'][string];

function either(one: Response | undefined, other: Response | undefined): Response {
  const answers = [one, other].flatMap((answer) =>
    answer !== undefined && 'description' in answer ? [answer] : [],
  );
  const [first, second] = answers.flatMap((answer) => schemaOf(answer) ?? []);
  const description = answers.map((answer) => answer.description).join('; ');
  if (first === undefined) return { description };
  return json(second === undefined ? first : z.union([first, second]), description);
}

function schemaOf({ content }: ResponseConfig): z.ZodType | undefined {
  const media = content?.['application/json'];
  return media !== undefined && 'schema' in media && media.schema instanceof z.ZodType
    ? media.schema
    : undefined;
}
