/** `POST /v2/batch/scrape`: many URLs, a document each. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MAX_CONCURRENCY } from '../../../core/chunk-plan.js';
import { callerOf } from '../../context.js';
import { answer, route, type Route } from '../../route.js';
import { usageHeaders } from '../../usage-headers.js';
import type { DialectDeps } from '../dialect.js';
import { REFUSED, startedAnswer } from './answers.js';
import { baseUrl } from './base-url.js';
import { strictBody } from './body.js';
import { ownIdempotency } from './idempotency.js';
import { checkWait, clientKeys, scrapeOptions } from './options.js';
import { FirecrawlRefused } from './refusals.js';
import { pageSpec } from './spec.js';
import { completeUrl } from './urls.js';

function batchRequest(maxUrls: number) {
  return z
    .strictObject({
      urls: z.array(z.string()).min(1).max(maxUrls, `must not have more than ${maxUrls} URLs`),
      ...scrapeOptions,
      ignoreInvalidURLs: z.boolean().default(true),
      maxConcurrency: z.int().min(1).nullish(),
      appendToId: z.null('appendToId is not supported here').optional(),
      webhook: z.null('webhook is not supported here').optional(),
      ...clientKeys,
    })
    .superRefine(checkWait)
    .meta({ id: 'FirecrawlBatchRequest' });
}

export function batchRoute({ app, maxBatchUrls, publicUrl }: DialectDeps): Route {
  return route({
    method: 'post',
    path: '/batch/scrape',
    summary: 'Many pages, a document each',
    description: 'Answers at once. One unit is reserved per URL; what gives no document is given back.',
    idempotent: true,
    body: strictBody(batchRequest(maxBatchUrls)),
    answers: { 200: answer(startedAnswer, 'The job'), ...REFUSED },
    handle: async (ctx, { body }) => {
      const asked = body();
      const { urls, invalidURLs } = sortOut(asked.urls, asked.ignoreInvalidURLs);
      const { account } = callerOf(ctx);
      const { job, usage } = await app.submitJob({
        id: randomUUID(),
        account,
        dialect: 'firecrawl',
        endpoint: '/batch/scrape',
        urls,
        spec: { kind: 'batch', ...pageSpec(asked) },
        concurrency:
          asked.maxConcurrency == null ? undefined : Math.min(asked.maxConcurrency, MAX_CONCURRENCY),
        idempotency: ownIdempotency(ctx, '/batch/scrape'),
      });
      ctx.set('X-Job-ID', job.id);
      if (usage !== null) ctx.set(usageHeaders(account, usage));
      const started = {
        success: true as const,
        id: job.id,
        url: `${baseUrl(ctx, publicUrl)}/v2/batch/scrape/${job.id}`,
      };
      return asked.ignoreInvalidURLs ? { ...started, invalidURLs } : started;
    },
  });
}

/** The URLs that can be asked for, and the others. Refuses when there is none, or when all of them have to be good. */
export function sortOut(
  given: readonly string[],
  ignoresInvalid: boolean,
): { urls: string[]; invalidURLs: string[] } {
  const urls: string[] = [];
  const invalidURLs: string[] = [];
  for (const text of given) {
    const complete = completeUrl(text);
    if (complete === null) invalidURLs.push(text);
    else urls.push(complete);
  }
  if (!ignoresInvalid && invalidURLs.length > 0)
    throw new FirecrawlRefused(400, 'BAD_REQUEST', `Not a valid URL: ${invalidURLs[0]?.slice(0, 200)}`);
  if (urls.length === 0) throw new FirecrawlRefused(400, 'BAD_REQUEST', 'No valid URLs provided.');
  return { urls, invalidURLs };
}
