/** `POST /v2/crawl`: the pages of a site, found by links and sitemaps. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MAX_CONCURRENCY } from '../../../core/chunk-plan.js';
import { MAX_PATH_PATTERNS, pathPatternProblem } from '../../../core/crawl/path-patterns.js';
import type { CrawlSpec } from '../../../core/job-spec.js';
import { callerOf } from '../../context.js';
import { answer, route, type Route } from '../../route.js';
import { usageHeaders } from '../../usage-headers.js';
import type { DialectDeps } from '../dialect.js';
import { REFUSED, startedAnswer } from './answers.js';
import { baseUrl } from './base-url.js';
import { strictBody } from './body.js';
import { formats } from './formats.js';
import { ownIdempotency } from './idempotency.js';
import { clientKeys, nestedOptions } from './options.js';
import { pageSpec } from './spec.js';
import { url } from './urls.js';

const DEFAULT_LIMIT = 10_000;
const MAX_DELAY_SECS = 60;
/** No hop is too far. */
const ANY_DEPTH = 30_000;

const pattern = z.string().superRefine((text, ctx) => {
  const problem = pathPatternProblem(text);
  if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
});
const patterns = z.array(pattern).max(MAX_PATH_PATTERNS).nullish();

const blank = z.string().trim().max(0, 'a prompt needs a model, which is not supported here').nullish();
const off = (name: string) => z.literal(false, `${name} is not supported here`).nullish();

const crawlRequest = z
  .strictObject({
    url,
    limit: z.int().min(1).default(DEFAULT_LIMIT),
    includePaths: patterns,
    excludePaths: patterns,
    regexOnFullURL: z.boolean().default(false),
    maxDiscoveryDepth: z.int().min(0).nullish(),
    sitemap: z.enum(['include', 'skip', 'only']).optional(),
    ignoreSitemap: z.boolean().nullish(),
    ignoreQueryParameters: z.boolean().default(false),
    deduplicateSimilarURLs: z.boolean().default(true),
    crawlEntireDomain: z.boolean().default(false),
    allowExternalLinks: z.boolean().default(false),
    allowSubdomains: z.boolean().default(false),
    delay: z
      .number()
      .min(0)
      .max(MAX_DELAY_SECS, `must not be more than ${MAX_DELAY_SECS}: it is in seconds`)
      .nullish(),
    maxConcurrency: z.int().min(1).nullish(),
    ignoreRobotsTxt: off('ignoreRobotsTxt'),
    robotsUserAgent: z.null('robotsUserAgent is not supported here').optional(),
    scrapeOptions: nestedOptions,
    formats: formats.optional(),
    webhook: z.null('webhook is not supported here').optional(),
    prompt: blank,
    zeroDataRetention: off('zeroDataRetention'),
    ...clientKeys,
  })
  .meta({ id: 'FirecrawlCrawlRequest' });

type CrawlRequest = z.infer<typeof crawlRequest>;

export function crawlRoute({ app, maxCrawlPages, publicUrl }: DialectDeps): Route {
  return route({
    method: 'post',
    path: '/crawl',
    summary: 'The pages of a site',
    description:
      'Answers at once. Reserves one unit per page of `limit`, or what the account has left; what gives no document is given back.',
    idempotent: true,
    body: strictBody(crawlRequest),
    answers: { 200: answer(startedAnswer, 'The job'), ...REFUSED },
    handle: async (ctx, { body }) => {
      const asked = body();
      const maxPages = Math.min(asked.limit, maxCrawlPages);
      const { account } = callerOf(ctx);
      const options =
        asked.formats === undefined
          ? asked.scrapeOptions
          : { ...asked.scrapeOptions, formats: asked.formats };
      const { job, usage } = await app.submitJob({
        id: randomUUID(),
        account,
        dialect: 'firecrawl',
        endpoint: '/crawl',
        urls: [asked.url],
        limit: { maxPages, capped: false, fits: true },
        spec: { kind: 'crawl', ...pageSpec(options), crawl: crawlSpec(asked, maxPages) },
        concurrency: concurrencyOf(asked),
        idempotency: ownIdempotency(ctx, '/crawl'),
      });
      ctx.set('X-Job-ID', job.id);
      if (usage !== null) ctx.set(usageHeaders(account, usage));
      return { success: true, id: job.id, url: `${baseUrl(ctx, publicUrl)}/v2/crawl/${job.id}` };
    },
  });
}

function concurrencyOf({ delay, maxConcurrency }: CrawlRequest): number | undefined {
  if (delay != null && delay > 0) return 1;
  return maxConcurrency == null ? undefined : Math.min(maxConcurrency, MAX_CONCURRENCY);
}

function crawlSpec(asked: CrawlRequest, maxPages: number): CrawlSpec {
  return {
    seedUrl: asked.url,
    // The scope says which links are followed.
    followPattern: '*',
    maxDepth: asked.maxDiscoveryDepth ?? ANY_DEPTH,
    maxPages,
    respectNofollow: false,
    ...(asked.delay == null || asked.delay === 0 ? {} : { delayMs: Math.round(asked.delay * 1_000) }),
    scope: {
      entireDomain: asked.crawlEntireDomain,
      subdomains: asked.allowSubdomains,
      external: asked.allowExternalLinks,
      includePaths: asked.includePaths ?? [],
      excludePaths: asked.excludePaths ?? [],
      onFullUrl: asked.regexOnFullURL,
      ignoresQuery: asked.ignoreQueryParameters,
      mergesSimilar: asked.deduplicateSimilarURLs,
      sitemap: asked.sitemap ?? (asked.ignoreSitemap === true ? 'skip' : 'include'),
    },
  };
}
