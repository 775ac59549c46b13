/** Jobs of many URLs: creating, listing, reading and cancelling them. */

import type { App } from '../../../app/index.js';
import { allResults } from '../../../app/read-results.js';
import { newJobId } from '../../../app/submit-job.js';
import type { Job } from '../../../core/job.js';
import { schemaOf } from '../../../core/select/selector.js';
import { PAGE_MS } from '../../../core/timings.js';
import { callerOf } from '../../context.js';
import { idempotencyOf } from '../../idempotency.js';
import { longAnswer } from '../../long-answer.js';
import { ANSWERED, answer, json, route, type Answer, type Route } from '../../route.js';
import { usageHeaders } from '../../usage-headers.js';
import type { DialectDeps } from '../dialect.js';
import { createOwnJobs } from '../own-jobs.js';
import { jobRefusals } from './refusals.js';
import { renderJob, renderJobWithResults } from './render.js';
import {
  errorAnswer,
  jobAnswer,
  jobRequest,
  jobsAnswer,
  jobsQuery,
  jobWithResultsAnswer,
} from './schemas.js';

/** How often a URL is asked for before it fails; the contract does not say. */
const TRIES = 3;
/** DELETE answers with the settled job when it settles within this, which it nearly always does. */
const CANCEL_WAIT_MS = 3_000;

const refusal = (codes: string): Answer<typeof errorAnswer> => answer(errorAnswer, codes);

export function jobRoutes({ app, maxBatchUrls, allowList, onSlowReader }: DialectDeps): Route[] {
  const own = createOwnJobs(app, 'scrpy', jobRefusals);
  return [
    route({
      method: 'post',
      path: '/jobs',
      summary: 'Create a job of many URLs',
      description:
        'Answers at once. With `webhook`, an event is sent for each URL and one for the job, signed in `X-Scrpy-Signature` and as Standard Webhooks.',
      idempotent: true,
      body: json(jobRequest(maxBatchUrls, allowList)),
      answers: {
        201: answer(jobAnswer, 'The job, pending'),
        400: refusal('INVALID_REQUEST'),
        401: refusal('UNAUTHORIZED'),
        403: refusal('ACCOUNT_SUSPENDED'),
        413: refusal('BODY_TOO_LARGE'),
        422: refusal('IDEMPOTENCY_KEY_REUSED'),
        429: refusal('RATE_LIMITED, QUOTA_EXCEEDED'),
        503: refusal('SERVICE_UNAVAILABLE'),
      },
      handle: async (ctx, { body }) => {
        const { name, urls, selectors, webhook = null } = body();
        const { account } = callerOf(ctx);
        const { job, usage } = await app.submitJob({
          id: newJobId(),
          account,
          dialect: 'scrpy',
          webhookUrl: webhook,
          endpoint: '/jobs',
          urls,
          spec: {
            kind: 'select',
            name: name ?? null,
            schema: schemaOf(selectors),
            selectors,
            renderJs: 'auto',
            timeoutMs: PAGE_MS.defaultTimeout,
            locale: null,
            processImages: false,
            failFast: false,
            failuresFree: true,
            errorStatusFails: true,
            tries: TRIES,
          },
          concurrency: undefined,
          idempotency: idempotencyOf(ctx, '/jobs'),
        });
        if (usage !== null) ctx.set(usageHeaders(account, usage));
        return { success: true, job: renderJob(job) };
      },
    }),

    route({
      method: 'get',
      path: '/jobs',
      summary: 'All jobs of the account, newest first',
      query: jobsQuery,
      answers: {
        200: answer(jobsAnswer, 'Jobs without results'),
        400: refusal('INVALID_REQUEST'),
        401: refusal('UNAUTHORIZED'),
      },
      handle: async (ctx, { query }) => {
        const { status = null, limit, offset } = query();
        const { jobs, total } = await app.listJobs.page(own.scopeOf(ctx), {
          standing: status,
          limit,
          offset,
        });
        return { success: true, jobs: jobs.map(renderJob), total, limit, offset };
      },
    }),

    route({
      method: 'get',
      path: '/jobs/:job_id',
      summary: 'Status, counts and results of a job',
      answers: {
        200: answer(jobWithResultsAnswer, 'The job with what has run so far'),
        404: refusal('JOB_NOT_FOUND'),
        410: refusal('JOB_EXPIRED'),
      },
      handle: async (ctx, { params }) => {
        const job = await own.read(ctx, params.job_id);
        ctx.respond = false;
        const ready = async (): Promise<Job> => job;
        // Of a cancelled job nothing is said of what did not run.
        const results = allResults(app.readResults, job, job.state === 'cancelled');
        await longAnswer(ctx.res, ready, () => renderJobWithResults(job, results), { onSlowReader });
        return ANSWERED;
      },
    }),

    route({
      method: 'delete',
      path: '/jobs/:job_id',
      summary: 'Cancel a job',
      answers: {
        200: answer(jobAnswer, 'The job, cancelled'),
        404: refusal('JOB_NOT_FOUND'),
        409: refusal('JOB_NOT_CANCELLABLE'),
      },
      handle: async (ctx, { params }) => {
        const job = await own.cancel(ctx, params.job_id);
        return { success: true, job: renderJob(await settledSoon(app, job)) };
      },
    }),
  ];
}

/** The job once it is settled, or as it stands when that takes long. */
async function settledSoon(app: Pick<App, 'waitForJob'>, job: Job): Promise<Job> {
  const signal = AbortSignal.timeout(CANCEL_WAIT_MS);
  try {
    return await app.waitForJob(job, signal);
  } catch (error) {
    if (signal.aborted) return job;
    throw error;
  }
}
