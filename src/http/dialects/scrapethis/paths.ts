/** ScrapeThis's part of the OpenAPI document. */

import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { body, idempotencyKey, json, pathId } from '../../openapi-parts.js';
import * as schemas from './schemas.js';

const OURS = 'An addition of Holdfast; not part of the ScrapeThis API.';

export function scrapeThisPaths(): RouteConfig[] {
  const refused = (status: number, why: string): RouteConfig['responses'] => ({
    [status]: json(schemas.errorAnswer, why),
  });
  const always = refused(401, 'Invalid or missing API key');
  const tags = ['ScrapeThis'];
  const parameters = [pathId];
  const text = { schema: { type: 'string' as const } };

  const updateSpider = (method: 'patch' | 'put'): RouteConfig => ({
    method,
    path: '/api/v1/spiders/{id}',
    tags,
    summary: 'Change a spider: only what is named',
    parameters,
    request: body(schemas.spiderPatchRequest),
    responses: {
      200: json(schemas.spiderAnswer, 'The spider'),
      ...always,
      ...refused(400, 'What is wrong'),
      ...refused(404, 'Spider not found'),
      ...refused(409, 'Spider name already exists'),
    },
  });

  const updateSchedule = (method: 'patch' | 'put'): RouteConfig => ({
    method,
    path: '/api/v1/schedules/{id}',
    tags,
    summary: 'Change a schedule: only what is named',
    parameters,
    request: body(schemas.schedulePatchRequest),
    responses: {
      200: json(schemas.scheduleOfSpiderAnswer, 'The schedule'),
      ...always,
      ...refused(400, 'Invalid cron_expression, Invalid timezone'),
      ...refused(404, 'Schedule not found, Spider not found'),
    },
  });

  return [
    {
      method: 'get',
      path: '/api/v1/schedules',
      tags,
      summary: 'Schedules, newest first',
      responses: { 200: json(schemas.scheduleOfSpiderAnswer.array(), 'The schedules'), ...always },
    },
    {
      method: 'post',
      path: '/api/v1/schedules',
      tags,
      summary: 'Start jobs of a spider by cron',
      request: body(schemas.newScheduleRequest),
      responses: {
        200: json(schemas.scheduleAnswer, 'The schedule'),
        ...always,
        ...refused(400, 'Missing spider_id or cron_expression, Invalid cron_expression, Invalid timezone'),
        ...refused(404, 'Spider not found'),
      },
    },
    {
      method: 'get',
      path: '/api/v1/schedules/{id}',
      tags,
      summary: 'One schedule',
      parameters,
      responses: {
        200: json(schemas.scheduleOfSpiderAnswer, 'The schedule'),
        ...always,
        ...refused(404, 'Schedule not found'),
      },
    },
    updateSchedule('patch'),
    updateSchedule('put'),
    {
      method: 'delete',
      path: '/api/v1/schedules/{id}',
      tags,
      summary: 'Delete a schedule; jobs that it has started go on',
      parameters,
      responses: {
        200: json(schemas.okAnswer, 'Gone'),
        ...always,
        ...refused(404, 'Schedule not found'),
      },
    },
    {
      method: 'get',
      path: '/api/v1/spiders',
      tags,
      summary: 'Spiders, newest first',
      request: { query: schemas.spidersQuery },
      responses: { 200: json(schemas.spiderAnswer.array(), 'The spiders'), ...always },
    },
    {
      method: 'post',
      path: '/api/v1/spiders',
      tags,
      summary: 'Register a spider',
      request: body(schemas.newSpiderRequest),
      responses: {
        200: json(schemas.spiderAnswer, 'The spider'),
        ...always,
        ...refused(400, 'Missing name or repo_path, or what else is wrong'),
        ...refused(409, 'Spider name already exists'),
      },
    },
    {
      method: 'get',
      path: '/api/v1/spiders/{id}',
      tags,
      summary: 'One spider',
      parameters,
      responses: {
        200: json(schemas.spiderAnswer, 'The spider'),
        ...always,
        ...refused(404, 'Spider not found'),
      },
    },
    updateSpider('patch'),
    updateSpider('put'),
    {
      method: 'delete',
      path: '/api/v1/spiders/{id}',
      tags,
      summary: 'Delete a spider and its schedules; its finished jobs stay',
      parameters,
      responses: {
        200: json(schemas.okAnswer, 'Gone'),
        ...always,
        ...refused(404, 'Spider not found'),
        ...refused(409, 'Spider has running jobs'),
      },
    },
    {
      method: 'get',
      path: '/api/v1/jobs',
      tags,
      summary: 'Jobs of spiders, newest first',
      request: { query: schemas.jobsQuery },
      responses: {
        200: json(schemas.jobAnswer.array(), 'The jobs'),
        ...always,
        ...refused(400, 'An unknown status, or a limit that is no number'),
      },
    },
    {
      method: 'post',
      path: '/api/v1/jobs',
      tags,
      summary: 'Start a job of a spider',
      parameters: [idempotencyKey],
      request: body(schemas.newJobRequest),
      responses: {
        200: json(schemas.startedAnswer, 'The job is stored and will run'),
        ...always,
        ...refused(400, 'Missing spider_id or spider_name, or arguments that are no object'),
        ...refused(404, 'Spider not found'),
        ...refused(429, 'Too many calls, or no units left'),
      },
    },
    {
      method: 'get',
      path: '/api/v1/jobs/{id}',
      tags,
      summary: 'One job',
      parameters,
      responses: {
        200: json(schemas.jobAnswer, 'The job'),
        ...always,
        ...refused(404, 'Job not found'),
        ...refused(410, 'Its results are no longer kept'),
      },
    },
    {
      method: 'delete',
      path: '/api/v1/jobs/{id}',
      tags,
      summary: 'Cancel a job',
      parameters,
      responses: {
        200: json(schemas.cancelledAnswer, 'Job cancelled'),
        ...always,
        ...refused(404, 'Job not found'),
        ...refused(500, 'Failed to cancel job: it has ended'),
      },
    },
    {
      method: 'get',
      path: '/api/v1/jobs/{id}/items',
      tags,
      summary: 'What the job has found, in the order in which it was stored',
      description: `${OURS} The format is chosen by \`format\`, or by Accept.`,
      parameters,
      request: { query: schemas.itemsQuery },
      responses: {
        200: {
          description: 'Items after the cursor',
          content: {
            'application/json': { schema: schemas.itemsAnswer },
            'application/x-ndjson': text,
            'text/csv': text,
          },
        },
        ...always,
        ...refused(404, 'Job not found'),
      },
    },
    {
      method: 'get',
      path: '/api/v1/jobs/{id}/logs',
      tags,
      summary: 'What the spider has printed and logged: the last 10,000 lines',
      description: `${OURS} The format is chosen by \`format\`, or by Accept.`,
      parameters,
      request: { query: schemas.logsQuery },
      responses: {
        200: {
          description: 'Lines after the cursor',
          content: { 'application/json': { schema: schemas.logsAnswer }, 'text/plain': text },
        },
        ...always,
        ...refused(404, 'Job not found'),
      },
    },
  ];
}
