/** The answers of Firecrawl, for the OpenAPI document and the types of what is rendered. */

import { z } from 'zod';
import { answer } from '../../route.js';

export const errorAnswer = z
  .object({
    success: z.literal(false),
    error: z.string().meta({ description: 'For people.' }),
    code: z.string().optional(),
    details: z.array(z.record(z.string(), z.unknown())).optional(),
  })
  .meta({ id: 'FirecrawlError' });

const document = z.record(z.string(), z.unknown()).meta({
  id: 'FirecrawlDocument',
  description: 'The formats that were asked for, `metadata`, and `warning` where there is something to say.',
});

export const documentAnswer = z
  .object({ success: z.literal(true), data: document })
  .meta({ id: 'FirecrawlDocumentAnswer' });

export const startedAnswer = z
  .object({
    success: z.literal(true),
    id: z.string(),
    url: z.string().meta({ description: 'Where its status is.' }),
    invalidURLs: z.array(z.string()).optional(),
  })
  .meta({ id: 'FirecrawlStarted' });

export const statusAnswer = z
  .object({
    success: z.literal(true),
    status: z.enum(['scraping', 'completed', 'failed', 'cancelled']),
    completed: z.int(),
    total: z.int(),
    creditsUsed: z.int(),
    createdAt: z.string(),
    completedAt: z.string().optional(),
    duration: z.number().optional().meta({ description: 'Seconds.' }),
    expiresAt: z.string(),
    next: z.string().optional().meta({ description: 'Where the next documents are; left out at the end.' }),
    data: z.array(document),
    error: z.string().optional(),
    warning: z.string().optional(),
  })
  .meta({ id: 'FirecrawlStatus' });

export const extractStartedAnswer = z
  .object({ success: z.literal(true), id: z.string(), invalidURLs: z.array(z.string()) })
  .meta({ id: 'FirecrawlExtractStarted' });

export const extractStatusAnswer = z
  .object({
    success: z.literal(true),
    id: z.string(),
    status: z.enum(['processing', 'completed', 'failed', 'cancelled']),
    data: z.record(z.string(), z.unknown()).optional().meta({
      description: 'Of each field the first value in the order of the URLs; of lists all that differ.',
    }),
    sources: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .meta({ description: 'By field, the URLs that its value is from.' }),
    expiresAt: z.string(),
    creditsUsed: z.int(),
    tokensUsed: z.int(),
    error: z.string().optional(),
    warning: z.string().optional(),
  })
  .meta({ id: 'FirecrawlExtractStatus' });

export const errorsAnswer = z
  .object({
    success: z.literal(true),
    errors: z.array(
      z.object({
        id: z.string(),
        timestamp: z.string(),
        url: z.string(),
        code: z.string(),
        error: z.string(),
      }),
    ),
    robotsBlocked: z.array(z.string()),
  })
  .meta({ id: 'FirecrawlErrors' });

export const cancelAnswer = z
  .object({ success: z.literal(true), status: z.literal('cancelled') })
  .meta({ id: 'FirecrawlCancelled' });

export const activeAnswer = z
  .object({
    success: z.literal(true),
    crawls: z.array(
      z.object({
        id: z.string(),
        teamId: z.string(),
        url: z.string(),
        created_at: z.string(),
        options: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'FirecrawlActive' });

const refusal = (codes: string): ReturnType<typeof answer<typeof errorAnswer>> => answer(errorAnswer, codes);

/** What calls that start work refuse with. */
export const REFUSED = {
  400: refusal('BAD_REQUEST'),
  401: refusal('UNAUTHORIZED'),
  402: refusal('INSUFFICIENT_CREDITS'),
  403: refusal('ACCOUNT_SUSPENDED'),
  408: refusal('SCRAPE_TIMEOUT'),
  409: refusal('IDEMPOTENCY_KEY_REUSED'),
  413: refusal('BODY_TOO_LARGE'),
  429: refusal('RATE_LIMIT_EXCEEDED'),
  500: refusal('SCRAPE_SITE_ERROR and other reasons why there is no document'),
  503: refusal('SERVICE_UNAVAILABLE'),
};

/** What calls about a job refuse with. */
export const JOB_REFUSED = {
  401: refusal('UNAUTHORIZED'),
  404: refusal('JOB_NOT_FOUND, JOB_EXPIRED'),
};

export const CONFLICT = { 409: refusal('JOB_NOT_CANCELLABLE') };
export const NOT_HERE = { 501: refusal('NOT_SUPPORTED and others') };
