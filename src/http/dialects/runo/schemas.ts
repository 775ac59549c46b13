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
import {
  cookieProblem,
  headerProblem,
  isUserAgent,
  MAX_EXTRA_CHARS,
  MAX_EXTRA_COOKIES,
  MAX_EXTRA_HEADERS,
} from '../../../core/request-extras.js';
import { isSelector, MAX_SELECTOR_LENGTH } from '../../../core/select/selector.js';
import { PAGE_MS } from '../../../core/timings.js';
import { MAX_URL_LENGTH, urlProblem } from '../../../core/url.js';
import type { WaitFor } from '../../../core/wait-for.js';
import { evidenceAnswer } from './evidence-schema.js';
import { fieldsSchema, fieldValues } from './field-schemas.js';

const url = z.string().superRefine((text, ctx) => {
  const problem = urlProblem(text);
  if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
});

/** Names and values, each pair of which is asked about. */
function pairs(most: number, problemOf: (name: string, value: string) => string | null) {
  return z.record(z.string(), z.string()).superRefine((given, ctx) => {
    const entries = Object.entries(given);
    const chars = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    if (entries.length > most)
      ctx.addIssue({ code: 'custom', message: `must not have more than ${most} entries` });
    else if (chars > MAX_EXTRA_CHARS)
      ctx.addIssue({
        code: 'custom',
        message: `must not be longer than ${MAX_EXTRA_CHARS} characters together`,
      });
    for (const [name, value] of entries) {
      const problem = problemOf(name, value);
      if (problem !== null) ctx.addIssue({ code: 'custom', message: problem, path: [name] });
    }
  });
}

const headers = pairs(MAX_EXTRA_HEADERS, headerProblem).transform((given, ctx) => {
  const lower = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  if (Object.keys(lower).length !== Object.keys(given).length)
    ctx.addIssue({ code: 'custom', message: 'must not name a header twice' });
  return lower;
});

const SENT_TO =
  "Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to.";

const waitFor = z
  .union([z.string().trim(), z.int().min(0)], 'must be a CSS selector or whole milliseconds')
  .superRefine((given, ctx) => {
    if (typeof given === 'number') return;
    const isTooLong = given.length > MAX_SELECTOR_LENGTH;
    if (isTooLong || !isSelector(given))
      ctx.addIssue({
        code: 'custom',
        message: isTooLong
          ? `must not be longer than ${MAX_SELECTOR_LENGTH} characters`
          : 'is not a valid CSS selector',
      });
  })
  .transform((given): WaitFor => (typeof given === 'number' ? { ms: given } : { selector: given }));

const pageOptions = {
  render_js: z.enum(['auto', 'always', 'never']).default('auto'),
  locale: z
    .string()
    .max(35, 'must be a BCP-47 language tag')
    .refine(isLanguageTag, 'must be a BCP-47 language tag')
    .optional(),
  timeout_ms: z.int().min(PAGE_MS.leastTimeout).max(PAGE_MS.mostTimeout).default(PAGE_MS.defaultTimeout),
  process_images: z.boolean().default(false),
  no_cache: z
    .boolean()
    .default(false)
    .meta({ description: 'Asks the page even if an earlier result is still fresh.' }),
  headers: headers.optional().meta({
    description: `Ours: headers of the requests for pages. ${SENT_TO} Not those of the connection, Host, Range or If-….`,
  }),
  cookies: pairs(MAX_EXTRA_COOKIES, cookieProblem)
    .optional()
    .meta({
      description: `Ours: cookies by their names. ${SENT_TO}`,
    }),
  user_agent: z
    .string()
    .max(500)
    .refine(isUserAgent, 'must be printable ASCII')
    .optional()
    .meta({ description: "Ours: in place of the service's own. robots.txt is obeyed as before." }),
  session: z.enum(['page', 'job']).default('page').meta({
    description:
      'Ours: how long cookies live that sites set. With `job` a page begins with those that the pages before it have left.',
  }),
  wait_for: waitFor.optional().meta({
    description:
      'Ours: a CSS selector that has to match, or milliseconds that have to pass, before a page is read in the browser. ' +
      'Never longer than timeout_ms: the page is then read as it is, with a warning.',
  }),
  evidence: z
    .boolean()
    .default(false)
    .meta({ description: 'Ours: results say what each value rests on. They have no `evidence` otherwise.' }),
};

/** What one option rules out for another. */
function optionsOf<T extends z.ZodRawShape>(shape: T) {
  return z.object({ ...pageOptions, ...shape }).superRefine((given, ctx) => {
    const { wait_for: wanted, render_js: renderJs, timeout_ms: timeoutMs } = given as PageOptions;
    if (wanted === undefined) return;
    const refuse = (message: string): void => ctx.addIssue({ code: 'custom', message, path: ['wait_for'] });
    if (renderJs === 'never') refuse('needs a browser, and render_js is "never"');
    if ('ms' in wanted && wanted.ms >= timeoutMs) refuse('must be less than timeout_ms');
  });
}

type PageOptions = z.output<z.ZodObject<typeof pageOptions>>;

/** At the top of the body; also taken from `options`, where the open-source build has it. */
const asyncMode = z
  .boolean()
  .default(false)
  .meta({ description: "Lets the model work wait for its vendor's batch API: up to a day, same answer." });
const asyncModeAlias = z.boolean().optional().meta({ description: 'The same as async_mode beside options.' });

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

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
  limit: z.coerce
    .number('must be a number')
    .int('must be an integer')
    .min(1)
    .max(MAX_RESULTS)
    .default(DEFAULT_RESULTS),
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
