/**
 * Runo: schema extraction under `/v1` with the key in `X-API-Key`. Translates requests into commands and results into
 * Runo's shapes; it decides nothing about jobs.
 */

import Router from '@koa/router';
import type { Middleware } from 'koa';
import { allResults, type Scope } from '../../../app/read-job.js';
import { newJobId } from '../../../app/submit-job.js';
import { CallRefused, type FailureCode } from '../../../core/failure.js';
import { type JobKind, factsOf } from '../../../core/job-kinds.js';
import type { Schema } from '../../../core/schema.js';
import { PLANS } from '../../../core/plans.js';
import type { Caller } from '../../../core/account.js';
import type { Job, PageLimit } from '../../../core/job.js';
import type { CrawlSpec, JobSpec } from '../../../core/job-spec.js';
import { authenticate } from '../../authenticate.js';
import { jsonBody } from '../../body.js';
import { callerOf, idOf, type Context } from '../../context.js';
import { cursorFor, numberAfter } from '../../cursor.js';
import { idempotencyOf } from '../../idempotency.js';
import { longAnswer } from '../../long-answer.js';
import { usageHeaders } from '../../usage-headers.js';
import { validate } from '../../validate.js';
import type { DialectDeps } from '../dialect.js';

import { renderBatch, renderCrawl, renderJob, renderPage, renderRunningJobs } from './render.js';
import { batchRequest, crawlRequest, extractRequest, jobQuery } from './schemas.js';

export function createRunoRouter(deps: DialectDeps): Router {
  const router = new Router({ prefix: '/v1' });
  const batch = batchRequest(deps.maxBatchUrls);
  const crawl = crawlRequest(deps.maxCrawlPages);
  const body = jsonBody(deps.maxBodyBytes);
  const signedIn = authenticate(deps.app, {
    read: (ctx) => ctx.get('X-API-Key'),
    refusal: 'Send a valid API key in the X-API-Key header.',
  });

  router.post('/extract', announceJob, signedIn, body, async (ctx: Context) => {
    const request = validate(extractRequest, ctx.request.body, schemaCode);
    const job = await submit(deps, ctx, {
      kind: 'extract',
      endpoint: '/extract',
      urls: [request.url],
      schema: request.schema,
      options: { ...request.options, fail_fast: false, concurrency: 1 },
    });
    await answer(deps, ctx, job, async function* (done) {
      for await (const page of allResults(deps.app.readResults, done))
        yield JSON.stringify(renderPage(done, page));
    });
  });

  router.post('/batch', announceJob, signedIn, body, async (ctx: Context) => {
    const request = validate(batch, ctx.request.body, schemaCode);
    const job = await submit(deps, ctx, {
      kind: 'batch',
      endpoint: '/batch',
      urls: request.urls,
      schema: request.schema,
      options: request.options,
      asyncMode: request.async_mode || request.options.async_mode === true,
    });
    await answer(deps, ctx, job, (done) => renderBatch(done, allResults(deps.app.readResults, done)));
  });

  router.post('/crawl', announceJob, signedIn, body, async (ctx: Context) => {
    const request = validate(crawl, ctx.request.body, schemaCode);
    const job = await submit(deps, ctx, {
      kind: 'crawl',
      endpoint: '/crawl',
      urls: [request.seed_url],
      schema: request.schema,
      options: { ...request.options, fail_fast: false },
      asyncMode: request.async_mode || request.options.async_mode === true,
      crawl: {
        seedUrl: request.seed_url,
        followPattern: request.crawl.follow_pattern,
        maxDepth: request.crawl.max_depth,
        respectNofollow: request.crawl.respect_nofollow,
      },
      limit: { maxPages: request.crawl.max_pages, capped: !request.crawl.allow_large_crawl },
    });
    await answer(deps, ctx, job, async function* (done) {
      const waiting = await deps.store.frontier.countWaiting(done.id);
      yield* renderCrawl(done, allResults(deps.app.readResults, done), waiting);
    });
  });

  router.get('/jobs', signedIn, async (ctx: Context) => {
    ctx.body = renderRunningJobs(await deps.store.jobs.running(callerOf(ctx).account.id, 'runo'));
  });

  // Our own addition: the contract has no endpoint for the results of a call whose connection was lost.
  router.get('/jobs/:id', signedIn, async (ctx: Context) => {
    const { limit, cursor } = validate(jobQuery, ctx.query);
    const job = await deps.app.readJob(scopeOf(ctx), idOf(ctx));
    const pages = await deps.app.readResults(job, numberAfter(cursor, -1), limit);
    const waiting = factsOf(job.kind).hasFrontier
      ? await deps.store.frontier.countWaiting(job.id)
      : job.total - job.succeeded - job.failed;
    ctx.body = renderJob(
      job,
      waiting,
      pages,
      cursorFor(
        pages.map(({ pageNo }) => pageNo),
        limit,
      ),
    );
  });

  router.delete('/jobs/:id', signedIn, async (ctx: Context) => {
    const id = idOf(ctx);
    const { kind } = await deps.app.cancelJob(scopeOf(ctx), id);
    if (kind === 'foreign') throw new CallRefused('JOB_FORBIDDEN', 'This job belongs to another account.');
    if (kind !== 'cancelling')
      throw new CallRefused('JOB_NOT_FOUND', 'There is no running job with this id.');
    ctx.body = { status: 'cancelled', job_id: id };
  });

  return router;
}

function scopeOf(ctx: Context): Scope {
  return { account: callerOf(ctx).account, dialect: 'runo' };
}

/** Every answer of the three POST calls carries a job id, refusals too; a refused id never becomes a job. */
const announceJob: Middleware = async (ctx, next) => {
  ctx.set('X-Job-ID', newJobId());
  await next();
};

function schemaCode(path: readonly PropertyKey[]): FailureCode {
  // A bad pattern too: section 6.
  return path[0] === 'schema' || path[1] === 'follow_pattern' ? 'SCHEMA_INVALID' : 'INVALID_REQUEST';
}

interface Call {
  readonly kind: JobKind;
  readonly endpoint: string;
  readonly urls: readonly string[];
  readonly schema: Schema | undefined;
  readonly crawl?: CrawlSpec;
  readonly asyncMode?: boolean;
  readonly limit?: PageLimit;
  readonly options: {
    readonly render_js: JobSpec['renderJs'];
    readonly timeout_ms: number;
    readonly locale?: string | undefined;
    readonly process_images: boolean;
    readonly no_cache: boolean;
    readonly fail_fast: boolean;
    readonly concurrency?: number | undefined;
  };
}

async function submit({ app }: DialectDeps, ctx: Context, call: Call): Promise<Job> {
  const caller = callerOf(ctx);
  const { options } = call;
  const { job, usage } = await app.submitJob({
    id: ctx.response.get('X-Job-ID'),
    account: caller.account,
    dialect: 'runo',
    kind: call.kind,
    endpoint: call.endpoint,
    urls: call.urls,
    spec: {
      schema: schemaFor(caller, call.schema),
      renderJs: options.render_js,
      timeoutMs: options.timeout_ms,
      locale: options.locale ?? null,
      // Other plans: the flag is ignored, no error (section 11.4).
      processImages: options.process_images && PLANS[caller.account.plan].processImages,
      failFast: options.fail_fast,
      cache: options.no_cache ? 'refresh' : 'use',
      ...(call.crawl === undefined ? {} : { crawl: call.crawl }),
      ...(call.asyncMode === true ? { asyncMode: true } : {}),
    },
    concurrency: options.concurrency,
    ...(call.limit === undefined ? {} : { limit: call.limit }),
    idempotency: idempotencyOf(ctx, call.endpoint),
  });
  ctx.set('X-Job-ID', job.id);
  if (usage !== null) ctx.set(usageHeaders(caller.account, usage));
  return job;
}

/** Section 3: a static key brings its schema, any other key needs one in the body. */
function schemaFor({ key }: Caller, sent: Schema | undefined): Schema {
  if (key.schema !== null) {
    if (sent === undefined) return key.schema;
    throw new CallRefused('SCHEMA_NOT_ALLOWED', 'This key has a schema of its own; leave schema out.');
  }
  if (sent === undefined) throw new CallRefused('SCHEMA_REQUIRED', 'schema is required with this key.');
  return sent;
}

async function answer(
  { app }: DialectDeps,
  ctx: Context,
  job: Job,
  body: (done: Job) => AsyncIterable<string>,
): Promise<void> {
  ctx.respond = false;
  await longAnswer(ctx.res, (signal) => app.waitForJob(job, signal), body);
}
