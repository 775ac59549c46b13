/**
 * The requests and answers of Runo as zod schemas: they validate, and the OpenAPI document is made from them.
 * Unknown fields are ignored.
 */

import { z } from 'zod';
import { canonicalUrl } from '../../../core/crawl/canonical-url.js';
import { MAX_DUPLICATES } from '../../../core/crawl/notes.js';
import { END_CODES, NOTE_CODES } from '../../../core/crawl/ending.js';
import { MAX_EXCLUDE_PATTERNS } from '../../../core/crawl/excludes.js';
import { globProblem } from '../../../core/crawl/glob.js';
import { MAX_CONCURRENCY } from '../../../core/chunk-plan.js';
import { MAX_URL_LENGTH, urlProblem } from '../../../core/url.js';
import { queryInteger } from '../../query-number.js';
import { evidenceAnswer } from './evidence-schema.js';
import { fieldsSchema, fieldValues } from './field-schemas.js';
import { optionsOf } from './page-options.js';

const url = z.string().superRefine((text, ctx) => {
  const problem = urlProblem(text);
  if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
});

/** At the top of the body; also taken from `options`, where the open-source build has it. */
const asyncMode = z
  .boolean()
  .default(false)
  .meta({ description: "Lets the model work wait for its vendor's batch API: up to a day, same answer." });
const asyncModeAlias = z.boolean().optional().meta({ description: 'The same as async_mode beside options.' });

export const extractRequest = z
  .object({
    url,
    schema: fieldsSchema.optional(),
    options: optionsOf({}).prefault({}),
  })
  .meta({ id: 'RunoExtractRequest' });

/** `maxUrls` is the operator's ceiling of one request. */
export function batchRequest(maxUrls: number) {
  return z
    .object({
      urls: z
        .array(url)
        .min(1, 'must have at least one URL')
        .max(maxUrls, `must not have more than ${maxUrls} URLs`),
      schema: fieldsSchema.optional(),
      options: optionsOf({
        concurrency: z.int().min(1).max(MAX_CONCURRENCY).optional(),
        fail_fast: z.boolean().default(false),
        async_mode: asyncModeAlias,
      }).prefault({}),
      async_mode: asyncMode,
    })
    .meta({ id: 'RunoBatchRequest' });
}

const MAX_DEPTH = 20;
const DEFAULT_DEPTH = 2;

const pattern = z.string().superRefine((text, ctx) => {
  const problem = globProblem(text);
  if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
});

/** Escapes make a URL longer; one whose canonical form is too long could not be visited. */
const seed = url.refine(
  (text) => canonicalUrl(text) !== null,
  `must not be longer than ${MAX_URL_LENGTH} characters when escaped`,
);

/** `maxPages` is the operator's ceiling of one request. */
export function crawlRequest(maxPages: number) {
  return z
    .object({
      seed_url: seed,
      schema: fieldsSchema.optional(),
      crawl: z.object({
        follow_pattern: pattern.meta({
          description: 'Glob on absolute URLs; only matching links are followed.',
        }),
        max_pages: z.int().min(1).max(maxPages),
        max_depth: z.int().min(0).max(MAX_DEPTH).default(DEFAULT_DEPTH),
        allow_large_crawl: z.boolean().default(false),
        respect_nofollow: z
          .boolean()
          .default(true)
          .meta({ description: 'Ours: whether rel=nofollow and meta robots are obeyed.' }),
        dedupe: z.enum(['none', 'canonical']).default('none').meta({
          description: 'Ours: canonical merges pages that name the same canonical URL. See docs/crawling.md.',
        }),
        exclude_patterns: z
          .array(pattern)
          .max(MAX_EXCLUDE_PATTERNS, `must not have more than ${MAX_EXCLUDE_PATTERNS} patterns`)
          .default([])
          .meta({ description: 'Ours: globs like follow_pattern; links that match one are not followed.' }),
        default_excludes: z.boolean().default(true).meta({
          description:
            'Ours: leaves out links that change something (cart, logout, delete) or never end. See docs/crawling.md.',
        }),
      }),
      options: optionsOf({
        concurrency: z.int().min(1).max(MAX_CONCURRENCY).optional(),
        async_mode: asyncModeAlias,
      }).prefault({}),
      async_mode: asyncMode,
    })
    .meta({ id: 'RunoCrawlRequest' });
}

export const errorObject = z
  .object({
    code: z.string().meta({ description: 'Stable and machine readable.' }),
    message: z.string().meta({ description: 'For people, never to be parsed.' }),
    retryable: z.boolean().meta({ description: 'Whether repeating the same call can work.' }),
  })
  .meta({ id: 'RunoError' });

export const errorAnswer = z
  .object({ status: z.literal('error'), error: errorObject })
  .meta({ id: 'RunoErrorAnswer' });

export const pageAnswer = z
  .object({
    url: z.string().meta({ description: 'The URL as it was asked for.' }),
    status: z.enum(['success', 'error']),
    render_mode: z.enum(['fetch', 'headless', 'structured', 'cache']).optional(),
    data: fieldValues
      .optional()
      .meta({ description: "Exactly the schema's keys; null where the page has no answer." }),
    evidence: z.record(z.string(), evidenceAnswer).optional().meta({
      description: 'With options.evidence: what each value rests on. Fields without a value have none.',
    }),
    images_processed: z.int().nullable().optional(),
    warnings: z.array(z.string()).optional(),
    error: errorObject.optional(),
  })
  .meta({ id: 'RunoPage' });

export const batchAnswer = z
  .object({
    results: z.array(pageAnswer).meta({ description: 'One entry per URL, in input order.' }),
    cancelled: z.boolean(),
    total: z.int(),
    succeeded: z.int(),
    failed: z.int().meta({ description: 'Entries with an error, those that did not run included.' }),
  })
  .meta({ id: 'RunoBatchAnswer' });

const crawlMeta = z.object({
  pages_visited: z.int(),
  pages_skipped: z
    .int()
    .meta({ description: 'Pages refused by robots.txt or a redirect, duplicates, and links already known.' }),
  pages_failed: z.int(),
  cancelled: z.boolean(),
  pages_duplicate: z
    .int()
    .optional()
    .meta({ description: 'Ours, with crawl.dedupe: pages that were merged with another one, uncharged.' }),
  code: z.enum(END_CODES).optional().meta({
    description:
      'Why the crawl ended before it visited all that matches. Ours, except for CRAWL_LIMIT_REACHED.',
  }),
});

/** What is told of a crawl beside its pages. */
export const crawlReport = z.object({
  crawl_meta: crawlMeta,
  duplicates: z
    .array(z.object({ url: z.string(), duplicate_of: z.string() }))
    .optional()
    .meta({
      description: `Ours, with crawl.dedupe: the first ${MAX_DUPLICATES} of them. The other page is in results.`,
    }),
  warnings: z
    .array(z.object({ code: z.enum([...END_CODES, ...NOTE_CODES]), message: z.string() }))
    .optional()
    .meta({ description: 'Ours: why the crawl ended early, and what else it left out.' }),
});

export const crawlAnswer = z
  .object({
    seed_url: z.string(),
    results: z
      .array(pageAnswer)
      .meta({ description: 'One entry per visited page, in the order of discovery.' }),
    ...crawlReport.shape,
  })
  .meta({ id: 'RunoCrawlAnswer' });

export const jobsAnswer = z
  .object({
    jobs: z.array(z.object({ job_id: z.string(), endpoint: z.string(), started_at: z.string() })),
  })
  .meta({ id: 'RunoJobs' });

export const cancelAnswer = z
  .object({ status: z.literal('cancelled'), job_id: z.string() })
  .meta({ id: 'RunoCancelAnswer' });

const MAX_RESULTS = 1_000;
const DEFAULT_RESULTS = 100;

export const jobQuery = z.object({
  limit: queryInteger(1, MAX_RESULTS).default(DEFAULT_RESULTS),
  cursor: z.string().optional(),
});

export const jobAnswer = z
  .object({
    job_id: z.string(),
    endpoint: z.string(),
    status: z.enum(['queued', 'running', 'cancelling', 'completed', 'cancelled', 'failed']),
    error: errorObject.optional().meta({ description: 'Why a failed job failed.' }),
    created_at: z.string(),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
    expires_at: z
      .string()
      .nullable()
      .meta({ description: 'When the results are dropped; afterwards this answers 410.' }),
    counts: z.object({
      total: z.int(),
      succeeded: z.int(),
      failed: z.int(),
      cancelled: z.int().meta({ description: 'Pages that will never run.' }),
      waiting: z.int().meta({ description: 'Pages that have not ended yet.' }),
    }),
    units: z.object({ reserved: z.int(), charged: z.int() }),
    ...crawlReport.partial().shape,
    results: z.array(pageAnswer),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'RunoJob', description: 'An addition of Holdfast; not part of the Runo API.' });
