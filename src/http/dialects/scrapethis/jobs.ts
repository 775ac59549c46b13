/** Jobs of spiders. */

import { CallRefused } from '../../../core/failure.js';
import { isSpiderJob } from '../../../core/job.js';
import { callerOf } from '../../context.js';
import { idempotencyOf } from '../../idempotency.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { createOwnJobs } from '../own-jobs.js';
import { objectBody } from './body.js';
import { ALWAYS, jobRefusals, NOT_NOW, refusal } from './refusals.js';
import { renderJob, statesOf, statusOf } from './render.js';
import { cancelledAnswer, jobAnswer, jobsQuery, newJobRequest, startedAnswer } from './schemas.js';

export function jobRoutes({ app }: DialectDeps): Route[] {
  const own = createOwnJobs(app, 'scrapethis', jobRefusals);
  return [
    route({
      method: 'get',
      path: '/jobs',
      summary: 'Jobs of spiders, newest first',
      query: jobsQuery,
      answers: {
        200: answer(jobAnswer.array(), 'The jobs'),
        ...ALWAYS,
        400: refusal('An unknown status, or a limit that is no number'),
      },
      handle: async (ctx, { query }) => {
        const { status, spider_id: spiderId = null, limit } = query();
        const states = status === undefined ? null : statesOf(status);
        const jobs = await app.listJobs.ofSpiders(own.scopeOf(ctx), { states, spiderId, limit });
        return jobs.map(renderJob);
      },
    }),

    route({
      method: 'post',
      path: '/jobs',
      summary: 'Start a job of a spider',
      idempotent: true,
      body: objectBody(newJobRequest),
      answers: {
        200: answer(startedAnswer, 'The job is stored and will run'),
        ...ALWAYS,
        400: refusal('Missing spider_id or spider_name, or arguments that are no object'),
        404: refusal('Spider not found'),
        ...NOT_NOW,
      },
      handle: async (ctx, { body }) => {
        const request = body();
        const { spider_id: id, spider_name: name } = request;
        if (!id && !name) throw new CallRefused('INVALID_REQUEST', 'Missing spider_id or spider_name');
        const job = await app.startSpider({
          account: callerOf(ctx).account,
          // Both may be there: the id wins.
          spider: id ? { id } : { name: name ?? '' },
          arguments: request.arguments ?? {},
          scheduleId: null,
          idempotency: idempotencyOf(ctx, '/api/v1/jobs'),
        });
        return { jobId: job.id, status: statusOf(job) };
      },
    }),

    route({
      method: 'get',
      path: '/jobs/:id',
      summary: 'One job',
      answers: {
        200: answer(jobAnswer, 'The job'),
        ...ALWAYS,
        404: refusal('Job not found'),
        410: refusal('Its results are no longer kept'),
      },
      handle: async (ctx, { params }) => {
        const job = await own.read(ctx, params.id);
        // This API starts no other jobs, and shows none of another API's.
        if (!isSpiderJob(job)) throw new Error(`not a job of a spider [job=${job.id}]`);
        return renderJob(job);
      },
    }),

    route({
      method: 'delete',
      path: '/jobs/:id',
      summary: 'Cancel a job',
      answers: {
        200: answer(cancelledAnswer, 'Job cancelled'),
        ...ALWAYS,
        404: refusal('Job not found'),
        500: refusal('Failed to cancel job: it has ended'),
      },
      handle: async (ctx, { params }) => {
        await own.cancel(ctx, params.id);
        return { ok: true, message: 'Job cancelled' };
      },
    }),
  ];
}
