/** Schedules (contracts: ScrapeThis section 5). */

import type Router from '@koa/router';
import type { z } from 'zod';
import { CallRefused } from '../../../core/failure.js';
import { readCronExpression } from '../../../core/schedule/runs.js';
import { readTimezone } from '../../../core/schedule/zones.js';
import type { ScheduleOfSpider } from '../../../core/schedule/schedule.js';
import { callerOf, idOf, type Context } from '../../context.js';
import type { DialectDeps } from '../dialect.js';
import { bodyOf } from './body.js';
import { renderSchedule, renderScheduleOfSpider } from './render.js';
import { newScheduleRequest, schedulePatchRequest, type scheduleOfSpiderAnswer } from './schemas.js';

export function scheduleRoutes(router: Router, { app }: DialectDeps): void {
  const ofSpider = (schedule: ScheduleOfSpider): z.infer<typeof scheduleOfSpiderAnswer> =>
    renderScheduleOfSpider(schedule, app.schedules.nextRuns(schedule));

  router.get('/schedules', async (ctx: Context) => {
    ctx.body = (await app.schedules.list(callerOf(ctx).account)).map(ofSpider);
  });

  router.post('/schedules', async (ctx: Context) => {
    const missing = 'Missing spider_id or cron_expression';
    const request = bodyOf(ctx, newScheduleRequest, ['spider_id', 'cron_expression'], missing);
    const schedule = await app.schedules.create(callerOf(ctx).account, {
      spiderId: request.spider_id,
      cronExpression: validCron(request.cron_expression),
      timezone: validTimezone(request.timezone ?? 'UTC'),
      enabled: request.enabled ?? true,
    });
    ctx.body = renderSchedule(schedule, app.schedules.nextRuns(schedule));
  });

  router.get('/schedules/:id', async (ctx: Context) => {
    ctx.body = ofSpider(await app.schedules.get(callerOf(ctx).account, idOf(ctx)));
  });

  // Both are a partial update (section 8).
  const update = async (ctx: Context): Promise<void> => {
    const request = bodyOf(ctx, schedulePatchRequest);
    const schedule = await app.schedules.update(callerOf(ctx).account, idOf(ctx), {
      ...(request.spider_id === undefined ? {} : { spiderId: request.spider_id }),
      ...(request.cron_expression === undefined
        ? {}
        : { cronExpression: validCron(request.cron_expression) }),
      ...(request.timezone === undefined ? {} : { timezone: validTimezone(request.timezone) }),
      ...(request.enabled === undefined ? {} : { enabled: request.enabled }),
    });
    ctx.body = ofSpider(schedule);
  };
  router.patch('/schedules/:id', update);
  router.put('/schedules/:id', update);

  router.delete('/schedules/:id', async (ctx: Context) => {
    await app.schedules.remove(callerOf(ctx).account, idOf(ctx));
    ctx.body = { ok: true };
  });
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
