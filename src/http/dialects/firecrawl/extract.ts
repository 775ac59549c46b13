/** `POST /v2/extract`: the fields of one schema over several pages, merged into one object. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { allResults } from '../../../app/read-results.js';
import { UUID, type Job } from '../../../core/job.js';
import { callerOf } from '../../context.js';
import { answer, route, type Route } from '../../route.js';
import { usageHeaders } from '../../usage-headers.js';
import type { DialectDeps } from '../dialect.js';
import { createOwnJobs } from '../own-jobs.js';
import { extractStartedAnswer, extractStatusAnswer, JOB_REFUSED, REFUSED } from './answers.js';
import { sortOut } from './batch.js';
import { strictBody } from './body.js';
import { ownIdempotency } from './idempotency.js';
import { readJsonSchema } from './json-schema.js';
import { mergePages } from './merge.js';
import { clientKeys, nestedOptions } from './options.js';
import { jobRefusals } from './refusals.js';
import { pageSpec } from './spec.js';
import { statusOf } from './status.js';

const MAX_URLS = 10;
const ignored = z.unknown().optional();

const schema = z.unknown().transform((given, ctx) => {
  const read = given == null ? 'is required: a prompt alone needs a model' : readJsonSchema(given);
  if (typeof read !== 'string') return read.fields;
  ctx.addIssue({ code: 'custom', message: read });
  return z.NEVER;
});

const extractRequest = z
  .strictObject({
    urls: z.array(z.string()).min(1).max(MAX_URLS),
    schema,
    prompt: z.string().max(10_000).nullish(),
    ignoreInvalidURLs: z.boolean().default(true),
    scrapeOptions: nestedOptions,
    webhook: z.null('webhook is not supported here').optional(),
    ...{ systemPrompt: ignored, agent: ignored, enableWebSearch: ignored, allowExternalLinks: ignored },
    ...{ includeSubdomains: ignored, ignoreSitemap: ignored, limit: ignored, showSources: ignored },
    ...clientKeys,
  })
  .meta({ id: 'FirecrawlExtractRequest' });

export function extractRoutes({ app }: DialectDeps): Route[] {
  const own = createOwnJobs(app, 'firecrawl', jobRefusals);
  return [
    route({
      method: 'post',
      path: '/extract',
      summary: 'Fields of several pages as one object',
      description: 'Answers at once. One unit is reserved per URL; a page that cannot be read is given back.',
      idempotent: true,
      body: strictBody(extractRequest),
      answers: { 200: answer(extractStartedAnswer, 'The job'), ...REFUSED },
      handle: async (ctx, { body }) => {
        const asked = body();
        const { urls, invalidURLs } = sortOut(asked.urls, asked.ignoreInvalidURLs);
        const { account } = callerOf(ctx);
        const formats = { names: [], attributes: [], fields: asked.schema, unsupported: [] };
        const { job, usage } = await app.submitJob({
          id: randomUUID(),
          account,
          dialect: 'firecrawl',
          endpoint: '/extract',
          urls,
          spec: { kind: 'batch', ...pageSpec({ ...asked.scrapeOptions, formats }) },
          concurrency: undefined,
          idempotency: ownIdempotency(ctx, '/extract'),
        });
        ctx.set('X-Job-ID', job.id);
        if (usage !== null) ctx.set(usageHeaders(account, usage));
        return { success: true, id: job.id, invalidURLs };
      },
    }),

    route({
      method: 'get',
      path: '/extract/:job_id',
      summary: 'The object, when all pages have ended',
      answers: {
        200: answer(extractStatusAnswer, 'The job, with its data once it has ended'),
        ...JOB_REFUSED,
      },
      handle: async (ctx, { params }) => {
        const job = UUID.test(params.job_id) ? await own.read(ctx, params.job_id) : null;
        if (job?.endpoint !== '/extract') throw jobRefusals.read.unknown();
        const { status, creditsUsed, expiresAt, error } = statusOf(job, 0);
        const head = { success: true as const, id: job.id, expiresAt, creditsUsed, tokensUsed: 0 };
        if (status === 'scraping') return { ...head, status: 'processing' };
        if (status !== 'completed') return { ...head, status, ...(error === undefined ? {} : { error }) };
        return job.succeeded === 0
          ? { ...head, status: 'failed', error: await firstFailure(app, job) }
          : { ...head, status, ...(await mergePages(job, allResults(app.readResults, job))) };
      },
    }),
  ];
}

async function firstFailure(
  { readUnread }: Pick<DialectDeps['app'], 'readUnread'>,
  job: Job,
): Promise<string> {
  const [first] = await readUnread(job, 1);
  return first?.failure?.message ?? 'No page could be read.';
}
