/**
 * The requests and answers of Scrpy as zod schemas: they validate, and the OpenAPI document is made from them.
 * Unknown fields are ignored.
 */

import { z } from 'zod';
import { JOB_STANDINGS } from '../../../core/job.js';
import { MAX_SELECTOR_LENGTH, parseSelector, type FieldSelector } from '../../../core/select/selector.js';
import type { AllowList } from '../../../core/net/allow-list.js';
import { webhookProblem } from '../../../core/webhook.js';
import { isStorable } from '../../../core/storable.js';
import { urlProblem } from '../../../core/url.js';
import { queryInteger } from '../../query-number.js';

const MAX_NAME = 200;
const MAX_SELECTORS = 200;

const STORABLE = 'must not contain NUL or half a surrogate pair';

const url = z.string().superRefine((text, ctx) => {
  const problem = urlProblem(text);
  if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
});

const selectors = z
  .custom<Record<string, unknown>>(isObject, 'must be an object of names and CSS selectors')
  .transform((given, ctx): FieldSelector[] => {
    const refuse = (path: string[], message: string): void => ctx.addIssue({ code: 'custom', path, message });
    const entries = Object.entries(given);
    if (entries.length === 0) refuse([], 'must have at least one selector');
    if (entries.length > MAX_SELECTORS) refuse([], `must not have more than ${MAX_SELECTORS} selectors`);
    return entries.slice(0, MAX_SELECTORS).flatMap(([name, text]) => {
      const selector = readSelector(name, text);
      if (typeof selector !== 'string') return selector;
      refuse([name], selector);
      return [];
    });
  })
  .meta({
    type: 'object',
    additionalProperties: { type: 'string', maxLength: MAX_SELECTOR_LENGTH },
    minProperties: 1,
    maxProperties: MAX_SELECTORS,
    description:
      'Name to CSS selector: the text of its first match. Additions of Holdfast: `a@href` takes an attribute, `.tag[]` and `a@href[]` take all matches as a list.',
    example: { title: 'h1', price: '.price' },
  });

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'must not have a blank name';
  if (name.length > MAX_NAME) return `must not have a name longer than ${MAX_NAME} characters`;
  return isStorable(name) ? null : STORABLE;
}

/** The selector, or why it cannot be used, as the end of a sentence about it. */
function readSelector(name: string, text: unknown): FieldSelector | string {
  const problem = nameProblem(name);
  if (problem !== null) return problem;
  if (typeof text !== 'string') return 'must be a string';
  if (text.length > MAX_SELECTOR_LENGTH) return `must not be longer than ${MAX_SELECTOR_LENGTH} characters`;
  if (!isStorable(text)) return STORABLE;
  return parseSelector(name, text) ?? 'is not a valid CSS selector';
}

/** `maxUrls` is the operator's ceiling of one request, `allowList` what is reached although it is private. */
export function jobRequest(maxUrls: number, allowList: AllowList) {
  return z
    .object({
      name: z
        .string()
        .max(MAX_NAME, `must not be longer than ${MAX_NAME} characters`)
        .refine(isStorable, STORABLE)
        .nullish()
        .meta({ description: 'The id when left out.' }),
      urls: z
        .array(url)
        .min(1, 'must have at least one URL')
        .max(maxUrls, `must not have more than ${maxUrls} URLs`),
      selectors,
      webhook: z
        .string()
        .superRefine((text, ctx) => {
          const problem = urlProblem(text) ?? webhookProblem(text, allowList);
          if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
        })
        .nullish()
        .meta({ description: 'Where events are sent: an https URL.' }),
    })
    .meta({ id: 'ScrpyJobRequest' });
}

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 20;

export const jobsQuery = z.object({
  status: z.enum(JOB_STANDINGS).optional(),
  limit: z.coerce
    .number('must be a number')
    .int('must be an integer')
    .default(DEFAULT_LIMIT)
    .transform((limit) => Math.min(MAX_LIMIT, Math.max(1, limit)))
    .meta({ description: `Clamped to 1 to ${MAX_LIMIT}.` }),
  offset: queryInteger(0, 1_000_000_000).default(0),
});

export const errorAnswer = z
  .object({ success: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) })
  .meta({ id: 'ScrpyError' });

const data = z.record(z.string(), z.union([z.string(), z.null(), z.array(z.string())]));

export const resultEntry = z
  .object({
    url: z.string(),
    data: data.optional().meta({ description: 'Text as it stands on the page; null where nothing matches.' }),
    error: z
      .object({ code: z.string(), message: z.string() })
      .optional()
      .meta({ description: 'In place of data: why the URL failed.' }),
  })
  .meta({ id: 'ScrpyResult' });

const job = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(JOB_STANDINGS),
    totalUrls: z.int(),
    completedUrls: z.int(),
    failedUrls: z.int(),
    createdAt: z.string(),
    completedAt: z.string().optional(),
  })
  .meta({ id: 'ScrpyJob' });

export const jobAnswer = z.object({ success: z.literal(true), job }).meta({ id: 'ScrpyJobAnswer' });

export const jobWithResultsAnswer = z
  .object({ success: z.literal(true), job: job.extend({ results: z.array(resultEntry) }) })
  .meta({ id: 'ScrpyJobWithResults' });

export const jobsAnswer = z
  .object({
    success: z.literal(true),
    jobs: z.array(job),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
  })
  .meta({ id: 'ScrpyJobs' });
