/**
 * Scrpy: jobs of many URLs with CSS selectors under `/v1/jobs`, with the key as a bearer token. Translates requests into
 * commands and results into Scrpy's shapes; it decides nothing about jobs.
 */

import Router from '@koa/router';
import type { App } from '../../../app/index.js';
import { allResults, type Scope } from '../../../app/read-job.js';
import { newJobId } from '../../../app/submit-job.js';
import { CallRefused } from '../../../core/failure.js';
import { schemaOf } from '../../../core/select/selector.js';
import type { Job } from '../../../core/job.js';
import { PAGE_MS } from '../../../core/timings.js';
import { authenticate, bearerOf } from '../../authenticate.js';
import { jsonBody } from '../../body.js';
import { callerOf, idOf, type Context } from '../../context.js';
import { idempotencyOf } from '../../idempotency.js';
import { longAnswer } from '../../long-answer.js';
import { usageHeaders } from '../../usage-headers.js';
import { validate } from '../../validate.js';
import type { DialectDeps } from '../dialect.js';
import { renderJob, renderJobWithResults } from './render.js';
import { jobRequest, jobsQuery } from './schemas.js';

/** A URL fails "after its retries" (section 5.2); how many there are is not said. */
const TRIES = 3;
/** DELETE answers with the settled job when it settles within this, which it nearly always does. */
const CANCEL_WAIT_MS = 3_000;

export function createScrpyRouter(deps: DialectDeps): Router {
  const { app, store } = deps;
  const router = new Router({ prefix: '/v1' });
  const create = jobRequest(deps.maxBatchUrls, deps.allowList);
  const signedIn = authenticate(app, {
    read: bearerOf,
    refusal: 'Send a valid API key: Authorization: Bearer <key>.',
  });

  router.post('/jobs', signedIn, jsonBody(deps.maxBodyBytes), async (ctx: Context) => {
    const { name, urls, selectors, webhook = null } = validate(create, ctx.request.body);
    const id = newJobId();
    const { account } = callerOf(ctx);
    const { job, usage } = await app.submitJob({
      id,
      account,
      dialect: 'scrpy',
      webhookUrl: webhook,
      kind: 'batch',
      endpoint: '/jobs',
      urls,
      spec: {
        ...(name == null ? {} : { name }),
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
    ctx.status = 201;
    ctx.body = { success: true, job: renderJob(job) };
  });

  router.get('/jobs', signedIn, async (ctx: Context) => {
    const { status = null, limit, offset } = validate(jobsQuery, ctx.query);
    const query = { standing: status, limit, offset };
    const { jobs, total } = await store.jobs.list(callerOf(ctx).account.id, 'scrpy', query, new Date());
    ctx.body = { success: true, jobs: jobs.map(renderJob), total, limit, offset };
  });

  router.get('/jobs/:id', signedIn, async (ctx: Context) => {
    const job = await readOwn(app, ctx);
    ctx.respond = false;
    const ready = async (): Promise<Job> => job;
    // Of a cancelled job nothing is said of what did not run (section 7, "after cancel").
    const results = allResults(app.readResults, job, job.state === 'cancelled');
    await longAnswer(ctx.res, ready, () => renderJobWithResults(job, results));
  });

  router.delete('/jobs/:id', signedIn, async (ctx: Context) => {
    const id = idOf(ctx);
    const cancelled = await app.cancelJob(scopeOf(ctx), id);
    if (cancelled.kind === 'foreign' || cancelled.kind === 'unknown') throw noJob();
    if (cancelled.kind === 'finished')
      throw new CallRefused(
        'JOB_NOT_CANCELLABLE',
        `This job has ended already: ${renderJob(cancelled.job).status}.`,
      );
    ctx.body = { success: true, job: renderJob(await settledSoon(app, cancelled.job)) };
  });

  return router;
}

function scopeOf(ctx: Context): Scope {
  return { account: callerOf(ctx).account, dialect: 'scrpy' };
}

/** Another account's job is as unknown as one that does not exist (section 7, "error statuses"). */
async function readOwn(app: App, ctx: Context): Promise<Job> {
  try {
    return await app.readJob(scopeOf(ctx), idOf(ctx));
  } catch (error) {
    throw error instanceof CallRefused && error.code === 'JOB_FORBIDDEN' ? noJob() : error;
  }
}

function noJob(): CallRefused {
  return new CallRefused('JOB_NOT_FOUND', 'There is no job with this id.');
}

/** The job once it is settled, or as it stands when that takes long. */
async function settledSoon(app: App, job: Job): Promise<Job> {
  const signal = AbortSignal.timeout(CANCEL_WAIT_MS);
  try {
    return await app.waitForJob(job, signal);
  } catch (error) {
    if (signal.aborted) return job;
    throw error;
  }
}
