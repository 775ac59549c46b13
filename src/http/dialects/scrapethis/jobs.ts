/** Jobs of spiders (contracts: ScrapeThis section 3). */

import type Router from '@koa/router';
import { CallRefused } from '../../../core/failure.js';
import { callerOf, idOf, type Context } from '../../context.js';
import { idempotencyOf } from '../../idempotency.js';
import { validate } from '../../validate.js';
import type { DialectDeps } from '../dialect.js';
import { bodyOf } from './body.js';
import { renderJob, statesOf, statusOf } from './render.js';
import { jobsQuery, newJobRequest } from './schemas.js';

export function jobRoutes(router: Router, { app, store }: DialectDeps): void {
  router.get('/jobs', async (ctx: Context) => {
    const { status, spider_id: spiderId, limit } = validate(jobsQuery, ctx.query);
    const jobs = await store.jobs.ofSpiders(
      callerOf(ctx).account.id,
      { states: status === undefined ? null : statesOf(status), spiderId: spiderId ?? null, limit },
      new Date(),
    );
    ctx.body = jobs.map(renderJob);
  });

  router.post('/jobs', async (ctx: Context) => {
    const request = bodyOf(ctx, newJobRequest);
    const { spider_id: id, spider_name: name } = request;
    if (!id && !name) throw new CallRefused('INVALID_REQUEST', 'Missing spider_id or spider_name');
    const job = await app.startSpider({
      account: callerOf(ctx).account,
      // Both may be there: the id wins (section 8).
      spider: id ? { id } : { name: name ?? '' },
      arguments: request.arguments ?? {},
      scheduleId: null,
      idempotency: idempotencyOf(ctx, '/api/v1/jobs'),
    });
    ctx.body = { jobId: job.id, status: statusOf(job) };
  });

  router.get('/jobs/:id', async (ctx: Context) => {
    ctx.body = renderJob(await app.readSpiderJob(callerOf(ctx).account, idOf(ctx)));
  });

  router.delete('/jobs/:id', async (ctx: Context) => {
    const { account } = callerOf(ctx);
    const job = await app.readSpiderJob(account, idOf(ctx));
    const { kind, ...rest } = await app.cancelJob({ account, dialect: 'scrapethis' }, job.id);
    const isCancelled = kind === 'cancelling' || ('job' in rest && rest.job.state === 'cancelled');
    if (!isCancelled) throw new CallRefused('CANCEL_FAILED', 'Failed to cancel job');
    ctx.body = { ok: true, message: 'Job cancelled' };
  });
}
