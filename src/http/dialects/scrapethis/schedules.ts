/** Schedules. */

import type { z } from 'zod';
import { CallRefused } from '../../../core/failure.js';
import { readCronExpression } from '../../../core/schedule/runs.js';
import { readTimezone } from '../../../core/schedule/zones.js';
import type { ScheduleOfSpider, SchedulePatch } from '../../../core/schedule/schedule.js';
import { callerOf } from '../../context.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { objectBody } from './body.js';
import { ALWAYS, refusal } from './refusals.js';
import { renderSchedule, renderScheduleOfSpider } from './render.js';
import {
  newScheduleRequest,
  okAnswer,
  scheduleAnswer,
  scheduleOfSpiderAnswer,
  schedulePatchRequest,
} from './schemas.js';

const MISSING = 'Missing spider_id or cron_expression';

export function scheduleRoutes({ app: { schedules } }: DialectDeps): Route[] {
  const ofSpider = (schedule: ScheduleOfSpider): z.infer<typeof scheduleOfSpiderAnswer> =>
    renderScheduleOfSpider(schedule, schedules.nextRuns(schedule));

  const update = (method: 'patch' | 'put'): Route =>
    route({
      method,
      path: '/schedules/:id',
      summary: 'Change a schedule: only what is named',
      body: objectBody(schedulePatchRequest),
      answers: {
        200: answer(scheduleOfSpiderAnswer, 'The schedule'),
        ...ALWAYS,
        400: refusal('Invalid cron_expression, Invalid timezone'),
        404: refusal('Schedule not found, Spider not found'),
      },
      handle: async (ctx, { params, body }) =>
        ofSpider(await schedules.update(callerOf(ctx).account, params.id, toPatch(body()))),
    });

  return [
    route({
      method: 'get',
      path: '/schedules',
      summary: 'Schedules, newest first',
      answers: { 200: answer(scheduleOfSpiderAnswer.array(), 'The schedules'), ...ALWAYS },
      handle: async (ctx) => (await schedules.list(callerOf(ctx).account)).map(ofSpider),
    }),

    route({
      method: 'post',
      path: '/schedules',
      summary: 'Start jobs of a spider by cron',
      body: objectBody(newScheduleRequest, ['spider_id', 'cron_expression'], MISSING),
      answers: {
        200: answer(scheduleAnswer, 'The schedule'),
        ...ALWAYS,
        400: refusal(`${MISSING}, Invalid cron_expression, Invalid timezone`),
        404: refusal('Spider not found'),
      },
      handle: async (ctx, { body }) => {
        const request = body();
        const schedule = await schedules.create(callerOf(ctx).account, {
          spiderId: request.spider_id,
          cronExpression: validCron(request.cron_expression),
          timezone: validTimezone(request.timezone ?? 'UTC'),
          enabled: request.enabled ?? true,
        });
        return renderSchedule(schedule, schedules.nextRuns(schedule));
      },
    }),

    route({
      method: 'get',
      path: '/schedules/:id',
      summary: 'One schedule',
      answers: {
        200: answer(scheduleOfSpiderAnswer, 'The schedule'),
        ...ALWAYS,
        404: refusal('Schedule not found'),
      },
      handle: async (ctx, { params }) => ofSpider(await schedules.get(callerOf(ctx).account, params.id)),
    }),

    // Both are a partial update.
    update('patch'),
    update('put'),

    route({
      method: 'delete',
      path: '/schedules/:id',
      summary: 'Delete a schedule; jobs that it has started go on',
      answers: { 200: answer(okAnswer, 'Gone'), ...ALWAYS, 404: refusal('Schedule not found') },
      handle: async (ctx, { params }) => {
        await schedules.remove(callerOf(ctx).account, params.id);
        return { ok: true };
      },
    }),
  ];
}

function toPatch(request: z.infer<typeof schedulePatchRequest>): SchedulePatch {
  const { spider_id: spiderId, cron_expression: cron, timezone, enabled } = request;
  return {
    ...(spiderId === undefined ? {} : { spiderId }),
    ...(cron === undefined ? {} : { cronExpression: validCron(cron) }),
    ...(timezone === undefined ? {} : { timezone: validTimezone(timezone) }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

function validCron(text: string): string {
  const cron = readCronExpression(text, new Date());
  if (cron === null) throw new CallRefused('INVALID_REQUEST', 'Invalid cron_expression');
  return cron;
}

function validTimezone(name: string): string {
  const read = readTimezone(name);
  if (read.timezone !== null) return read.timezone;
  throw new CallRefused(
    'INVALID_REQUEST',
    `Invalid timezone${read.advice === null ? '' : `: ${read.advice}`}`,
  );
}
