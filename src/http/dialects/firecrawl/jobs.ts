/** Batches and crawls that run or have run: status with documents, errors, cancelling. */

import { z } from 'zod';
import { isFinal, UUID, type Job } from '../../../core/job.js';
import type { Context } from '../../context.js';
import { queryInteger } from '../../query-number.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { createOwnJobs } from '../own-jobs.js';
import { cancelAnswer, CONFLICT, errorsAnswer, JOB_REFUSED, statusAnswer } from './answers.js';
import { baseUrl } from './base-url.js';
import { documentOf, pageId } from './documents.js';
import { scrapeFailure } from './failures.js';
import { jobRefusals } from './refusals.js';
import { statusOf } from './status.js';

const MAX_DOCUMENTS = 500;
const MAX_ASKED = 100;
const MAX_ERRORS = 1_000;

const statusQuery = z.object({
  skip: queryInteger(0, 1_000_000_000).default(0),
  limit: queryInteger(1, MAX_ASKED).optional(),
});

/** Of `/v2/crawl` or of `/v2/batch/scrape`: a job of the one is unknown to the other. */
export function jobRoutes({ app, publicUrl }: DialectDeps, path: '/crawl' | '/batch/scrape'): Route[] {
  const own = createOwnJobs(app, 'firecrawl', jobRefusals);
  const read = async (ctx: Context, id: string): Promise<Job> => {
    const job = UUID.test(id) ? await own.read(ctx, id) : null;
    if (job?.endpoint !== path) throw jobRefusals.read.unknown();
    return job;
  };
  const what = path === '/crawl' ? 'crawl' : 'batch';
  return [
    route({
      method: 'get',
      path: `${path}/:job_id`,
      summary: `Status and documents of a ${what}`,
      description:
        'Documents come in the order in which they ended, so `next` misses none while the job runs.',
      query: statusQuery,
      answers: {
        200: answer(statusAnswer, 'The job, and documents behind the first `skip`'),
        ...JOB_REFUSED,
      },
      handle: async (ctx, { params, query }) => {
        const { skip, limit = MAX_DOCUMENTS } = query();
        const job = await read(ctx, params.job_id);
        const pages = await app.readDocuments(job, skip, limit);
        const waiting = isFinal(job.state) ? 0 : await app.countWaiting(job);
        const end = skip + pages.length;
        const asked = query().limit === undefined ? '' : `&limit=${limit}`;
        const isMore = pages.length > 0 && end < job.succeeded;
        return {
          ...statusOf(job, waiting),
          ...(isMore ? { next: `${baseUrl(ctx, publicUrl)}/v2${path}/${job.id}?skip=${end}${asked}` } : {}),
          data: pages.map((page) => documentOf(job, page)).filter((document) => document !== null),
        };
      },
    }),

    route({
      method: 'get',
      path: `${path}/:job_id/errors`,
      summary: `The pages of a ${what} that gave no document`,
      answers: { 200: answer(errorsAnswer, 'At most 1,000 of each, oldest first'), ...JOB_REFUSED },
      handle: async (ctx, { params }) => {
        const job = await read(ctx, params.job_id);
        const unread = await app.readUnread(job, MAX_ERRORS);
        return {
          success: true,
          errors: unread.flatMap(({ pageNo, url, endedAt, failure }) => {
            if (failure === null) return [];
            const { code, message } = scrapeFailure(failure);
            return { id: pageId(job, pageNo), timestamp: endedAt.toISOString(), url, code, error: message };
          }),
          robotsBlocked: unread.flatMap(({ url, failure }) => (failure === null ? [url] : [])),
        };
      },
    }),

    route({
      method: 'delete',
      path: `${path}/:job_id`,
      summary: `Cancel a ${what}`,
      answers: { 200: answer(cancelAnswer, 'It is being cancelled'), ...JOB_REFUSED, ...CONFLICT },
      handle: async (ctx, { params }) => {
        const job = await read(ctx, params.job_id);
        await own.cancel(ctx, job.id);
        return { success: true, status: 'cancelled' };
      },
    }),
  ];
}
