/** `POST /v2/scrape`: one URL, one document; the answer waits for it. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Job } from '../../../core/job.js';
import { allResults } from '../../../app/read-results.js';
import { callerOf, type Context } from '../../context.js';
import { dropBody } from '../../hold-body.js';
import { ANSWERED, answer, route, type Answered, type Route } from '../../route.js';
import { usageHeaders } from '../../usage-headers.js';
import type { DialectDeps } from '../dialect.js';
import { documentAnswer, REFUSED } from './answers.js';
import { strictBody } from './body.js';
import { documentOf, type Document } from './documents.js';
import { scrapeFailure } from './failures.js';
import { ownIdempotency } from './idempotency.js';
import { checkWait, clientKeys, scrapeOptions } from './options.js';
import { FirecrawlRefused } from './refusals.js';
import { pageSpec } from './spec.js';
import { url } from './urls.js';

/** The page's own time-out comes first, and says more. */
const GRACE_MS = 2_000;

const scrapeRequest = z
  .strictObject({ url, ...scrapeOptions, ...clientKeys })
  .superRefine(checkWait)
  .meta({ id: 'FirecrawlScrapeRequest' });

type ScrapeRequest = z.infer<typeof scrapeRequest>;

export function scrapeRoute(deps: DialectDeps): Route {
  return route({
    method: 'post',
    path: '/scrape',
    summary: 'One page in the formats that are asked for',
    description: 'Answers when the page has ended. A page that gives no document costs nothing.',
    idempotent: true,
    body: strictBody(scrapeRequest),
    answers: { 200: answer(documentAnswer, 'The document'), ...REFUSED },
    handle: async (ctx, { body }) => {
      const asked = body();
      const leave = deps.admission.waitForJob(callerOf(ctx).account.id);
      try {
        const done = await endOf(deps, ctx, await submit(deps, ctx, asked), asked.timeout);
        return done === null ? ANSWERED : await answerTo(deps, ctx, done);
      } finally {
        leave();
      }
    },
  });
}

async function submit({ app }: DialectDeps, ctx: Context, asked: ScrapeRequest): Promise<Job> {
  const { account } = callerOf(ctx);
  const { job, usage } = await app.submitJob({
    id: randomUUID(),
    account,
    dialect: 'firecrawl',
    endpoint: '/scrape',
    urls: [asked.url],
    // A batch of one: what has not run when its time is over is given back.
    spec: { kind: 'batch', ...pageSpec(asked) },
    concurrency: 1,
    idempotency: ownIdempotency(ctx, '/scrape'),
  });
  ctx.set('X-Job-ID', job.id);
  if (usage !== null) ctx.set(usageHeaders(account, usage));
  dropBody(ctx);
  return job;
}

/** The job when it has ended; null when its caller has gone, which leaves it running. Refuses when its time is over. */
async function endOf({ app }: DialectDeps, ctx: Context, job: Job, timeoutMs: number): Promise<Job | null> {
  const gone = new AbortController();
  const onClose = (): void => gone.abort();
  ctx.res.once('close', onClose);
  const late = AbortSignal.timeout(timeoutMs + GRACE_MS);
  try {
    return await app.waitForJob(job, AbortSignal.any([gone.signal, late]));
  } catch (error) {
    if (gone.signal.aborted) {
      ctx.respond = false;
      return null;
    }
    if (!late.aborted) throw error;
    await app.cancelJob({ account: callerOf(ctx).account, dialect: 'firecrawl' }, job.id);
    throw new FirecrawlRefused(408, 'SCRAPE_TIMEOUT', `The page was not ready within ${timeoutMs} ms.`);
  } finally {
    ctx.res.off('close', onClose);
  }
}

async function answerTo(
  { app }: DialectDeps,
  ctx: Context,
  done: Job,
): Promise<{ success: true; data: Document } | Answered> {
  for await (const page of allResults(app.readResults, done)) {
    const document = documentOf(done, page);
    if (document !== null) return { success: true, data: document };
    if (page.result?.status !== 'error') continue;
    const { status, code, message } = scrapeFailure(page.result.failure);
    throw new FirecrawlRefused(status, code, message);
  }
  throw new FirecrawlRefused(
    500,
    'SCRAPE_JOB_CANCELLED',
    `The job ended before the page ran: ${done.reason ?? done.state}.`,
  );
}
