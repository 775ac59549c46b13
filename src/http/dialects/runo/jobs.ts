/** Jobs that run or have run. */

import { isCrawlJob, isFinal } from '../../../core/job.js';
import { cursorFor, numberAfter } from '../../cursor.js';
import { answer, route, type Answer, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { createOwnJobs } from '../own-jobs.js';
import { jobRefusals } from './refusals.js';
import { renderJob, renderRunningJobs } from './render.js';
import { cancelAnswer, errorAnswer, jobAnswer, jobQuery, jobsAnswer } from './schemas.js';

const ADDITION = 'An addition of Holdfast; not part of the Runo API.';

const refusal = (codes: string): Answer<typeof errorAnswer> => answer(errorAnswer, codes);

export function jobRoutes({ app }: DialectDeps): Route[] {
  const jobs = createOwnJobs(app, 'runo', jobRefusals);
  return [
    route({
      method: 'get',
      path: '/jobs',
      summary: 'Running jobs of the account',
      answers: { 200: answer(jobsAnswer, 'Jobs that have not ended'), 401: refusal('UNAUTHORIZED') },
      handle: async (ctx) => renderRunningJobs(await app.listJobs.running(jobs.scopeOf(ctx))),
    }),

    // Our own addition: Runo has no endpoint for the results of a call whose connection was lost.
    route({
      method: 'get',
      path: '/jobs/:job_id',
      summary: 'Status, counts and results of a job',
      description: `${ADDITION} While the job runs, pages that end later may come before the cursor.`,
      query: jobQuery,
      answers: {
        200: answer(jobAnswer, 'The job'),
        403: refusal('JOB_FORBIDDEN'),
        404: refusal('JOB_NOT_FOUND'),
        410: refusal('JOB_EXPIRED'),
      },
      handle: async (ctx, { params, query }) => {
        const { limit, cursor } = query();
        const job = await jobs.read(ctx, params.job_id);
        const pages = await app.readResults(job, numberAfter(cursor, -1), limit);
        const next = cursorFor(
          pages.map(({ pageNo }) => pageNo),
          limit,
        );
        const report = isCrawlJob(job) && isFinal(job.state) ? await app.readCrawlReport(job) : null;
        return renderJob(job, await app.countWaiting(job), pages, next, report);
      },
    }),

    route({
      method: 'delete',
      path: '/jobs/:job_id',
      summary: 'Cancel a running job',
      answers: {
        200: answer(cancelAnswer, 'The job is being stopped'),
        403: refusal('JOB_FORBIDDEN'),
        404: refusal('JOB_NOT_FOUND'),
      },
      handle: async (ctx, { params }) => {
        const job = await jobs.cancel(ctx, params.job_id);
        return { status: 'cancelled', job_id: job.id };
      },
    }),
  ];
}
