/** What the console's own calls take and answer. */

import { z } from 'zod';
import { DIALECT_NAMES } from '../../core/dialect.js';
import { PAGE_OUTCOMES } from '../../core/job-view.js';
import { JOB_KINDS, type JobKind } from '../../core/job-kinds.js';
import { JOB_STANDINGS } from '../../core/job.js';
import { isStorable } from '../../core/storable.js';
import { evidenceAnswer } from '../dialects/runo/evidence-schema.js';
import { fieldsSchema, fieldValues } from '../dialects/runo/field-schemas.js';
import { queryInteger } from '../query-number.js';

const MAX_TEXT = 200;
const secret = z.string().trim().min(1, 'must not be empty').max(1_000);
const time = z.string().meta({ description: 'ISO 8601.' });

export const signInRequest = z
  .object({
    key: secret.optional().meta({ description: 'An API key.' }),
    token: secret.optional().meta({ description: 'The admin token, or that of a sign-in link.' }),
  })
  .refine(({ key, token }) => (key === undefined) !== (token === undefined), {
    error: 'must have either key or token',
  })
  .meta({ id: 'ConsoleSignIn' });

export const sessionAnswer = z
  .object({
    kind: z.enum(['key', 'admin']),
    account: z.object({ id: z.string(), name: z.string() }).nullable().meta({
      description: "Of the key; null for the operator's session.",
    }),
    key: z.string().nullable().meta({ description: 'Masked.' }),
    has_own_schema: z.boolean().meta({ description: 'The key brings its schema.' }),
    expires_at: time,
    workflows_url: z.string().nullable().meta({ description: "Where Temporal's UI shows workflows by id." }),
    version: z.string(),
  })
  .meta({ id: 'ConsoleSession' });

const text = z
  .string()
  .trim()
  .max(MAX_TEXT, `must not be longer than ${MAX_TEXT} characters`)
  .refine(isStorable, 'must not contain NUL or half a surrogate pair')
  .optional();
const account = z.string().optional().meta({
  description: "For an operator's session: the account, where X-Holdfast-Account cannot be sent.",
});
const KINDS = Object.keys(JOB_KINDS) as [JobKind, ...JobKind[]];

export const accountQuery = z.object({ account });

export const jobsQuery = z.object({
  account,
  standing: z.enum(JOB_STANDINGS).optional(),
  kind: z.enum(KINDS).optional(),
  api: z.enum(DIALECT_NAMES).optional(),
  text: text.meta({ description: 'A part of the id, the name or the first URL.' }),
  since: z.iso.datetime('must be a time such as 2026-01-31T00:00:00Z').optional(),
  cursor: z.string().max(200).optional(),
  limit: queryInteger(1, 100).default(25),
});

export const jobView = z
  .object({
    id: z.string(),
    api: z.enum(DIALECT_NAMES),
    kind: z.enum(KINDS),
    endpoint: z.string(),
    state: z.enum(['queued', 'running', 'cancelling', 'completed', 'cancelled', 'failed']),
    standing: z.enum(JOB_STANDINGS),
    name: z.string().nullable(),
    subject: z.string().nullable().meta({ description: 'Its first URL, or the name of its spider.' }),
    total: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    skipped: z.int(),
    items: z.int(),
    units: z.object({ reserved: z.int(), charged: z.int() }),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
  })
  .meta({ id: 'ConsoleJob' });

export const jobsAnswer = z
  .object({ jobs: z.array(jobView), next_cursor: z.string().nullable() })
  .meta({ id: 'ConsoleJobs' });

export const ledgerEntries = z.array(
  z.object({
    id: z.int(),
    at: time,
    kind: z.enum(['reserve', 'refund', 'topup']),
    source: z.enum(['month', 'prepaid']),
    units: z.int(),
    job_id: z.string().nullable(),
  }),
);

export const jobAnswer = jobView
  .extend({
    reason: z.string().nullable().meta({ description: 'Why a failed job failed.' }),
    schema: fieldsSchema,
    expires_at: time.nullable(),
    expired: z.boolean().meta({ description: 'Its results are not kept any more.' }),
    ledger: ledgerEntries,
    workflow_url: z.string().nullable(),
  })
  .meta({ id: 'ConsoleJobWithMore' });

const asked = z
  .object({
    method: z.literal('POST'),
    path: z.string(),
    key_header: z.enum(['X-API-Key', 'Authorization']),
    body: z.record(z.string(), z.unknown()).readonly(),
    left_out: z.array(z.enum(['extras', 'urls', 'webhook'])).readonly(),
  })
  .nullable()
  .meta({ id: 'ConsoleAskedCall' });

export const askedQuery = z.object({ account, only: z.enum(['failed']).optional() });
export const askedAnswer = z.object({ call: asked }).meta({ id: 'ConsoleAsked' });

const filter = {
  account,
  outcome: z.enum(PAGE_OUTCOMES).optional(),
  text: text.meta({ description: 'A part of the URL.' }),
};

export const pagesQuery = z.object({
  ...filter,
  after: queryInteger(-1, 100_000_000)
    .default(-1)
    .meta({ description: 'The number of the last page before.' }),
  limit: queryInteger(1, 200).default(50),
});

export const downloadQuery = z.object({ ...filter, format: z.enum(['json', 'ndjson', 'csv']) });

const error = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() });
const pageHead = {
  no: z.int(),
  url: z.string(),
  outcome: z.enum(PAGE_OUTCOMES),
  http_status: z.int().nullable(),
  duration_ms: z.int().nullable(),
  render_mode: z.string().nullable(),
  error: error.nullable(),
};

export const pagesAnswer = z
  .object({
    pages: z.array(
      z.object({
        ...pageHead,
        warnings: z.int(),
        cells: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).meta({
          description: 'Values as a table shows them, long ones cut.',
        }),
      }),
    ),
    next_after: z.int().nullable(),
  })
  .meta({ id: 'ConsolePages' });

export const pageAnswer = z
  .object({
    ...pageHead,
    data: fieldValues.nullable(),
    evidence: z.record(z.string(), evidenceAnswer).nullable(),
    warnings: z.array(z.string()),
    finished_at: time.nullable(),
    crashes: z.int(),
    retries: z.int(),
  })
  .meta({ id: 'ConsolePage' });

export const ledgerQuery = z.object({
  account,
  before: queryInteger(1, Number.MAX_SAFE_INTEGER).optional(),
  limit: queryInteger(1, 200).default(50),
});
export const ledgerAnswer = z
  .object({ entries: ledgerEntries, next_before: z.int().nullable() })
  .meta({ id: 'ConsoleLedger' });

export const usageQuery = z.object({ account, days: queryInteger(1, 92).default(30) });
export const usageAnswer = z
  .object({
    monthly: z.object({
      limit: z.int().nullable(),
      used: z.int(),
      remaining: z.int().nullable(),
      resets_at: time,
    }),
    account: z.object({ id: z.string(), name: z.string(), plan: z.string() }),
    prepaid_balance: z.int(),
    requests_per_minute: z.int().nullable(),
    days: z.array(z.object({ day: z.string(), reserved: z.int(), refunded: z.int() })),
  })
  .meta({ id: 'ConsoleUsage' });
