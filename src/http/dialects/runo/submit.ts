/** Runo's calls that start a job and answer when it is over. */

import type { z } from 'zod';
import type { App } from '../../../app/index.js';
import { CallRefused, type FailureCode } from '../../../core/failure.js';
import type { Caller } from '../../../core/account.js';
import type { Job, PageLimit } from '../../../core/job.js';
import type { CrawlJobSpec, ExtractJobSpec, JobSpec } from '../../../core/job-spec.js';
import type { Schema } from '../../../core/schema.js';
import { callerOf, type Context } from '../../context.js';
import { idempotencyOf } from '../../idempotency.js';
import { dropBody } from '../../hold-body.js';
import { longAnswer } from '../../long-answer.js';
import { ANSWERED, answer, json, type Answered, type Body } from '../../route.js';
import { usageHeaders } from '../../usage-headers.js';
import type { DialectDeps } from '../dialect.js';
import { errorAnswer } from './schemas.js';

export const LONG =
  'The head, with X-Job-ID, is sent at once; the body follows when the work is done. Blanks may come before it.';

/** What all of them refuse with. */
export const REFUSED = {
  400: answer(errorAnswer, 'INVALID_REQUEST, SCHEMA_INVALID, SCHEMA_NOT_ALLOWED'),
  401: answer(errorAnswer, 'UNAUTHORIZED'),
  403: answer(errorAnswer, 'ACCOUNT_SUSPENDED'),
  422: answer(errorAnswer, 'SCHEMA_REQUIRED, IDEMPOTENCY_KEY_REUSED'),
  429: answer(errorAnswer, 'RATE_LIMITED, QUOTA_EXCEEDED'),
  503: answer(errorAnswer, 'SERVICE_UNAVAILABLE'),
};

/** A body whose schema, or pattern, has a refusal of its own. */
export function callBody<T extends z.ZodType>(schema: T): Body<T> {
  return json(schema, (path): FailureCode =>
    path[0] === 'schema' || path[1] === 'follow_pattern' || path[1] === 'exclude_patterns'
      ? 'SCHEMA_INVALID'
      : 'INVALID_REQUEST',
  );
}

export interface Call {
  /** What its pages are, and how they are found. */
  readonly pages: Pick<ExtractJobSpec, 'kind'> | Pick<CrawlJobSpec, 'kind' | 'crawl'>;
  readonly endpoint: string;
  readonly urls: readonly string[];
  readonly schema: Schema | undefined;
  readonly asyncMode?: boolean;
  readonly limit?: PageLimit;
  readonly options: {
    readonly render_js: JobSpec['renderJs'];
    readonly timeout_ms: number;
    readonly locale?: string | undefined;
    readonly process_images: boolean;
    readonly no_cache: boolean;
    readonly evidence: boolean;
    readonly headers?: Readonly<Record<string, string>> | undefined;
    readonly cookies?: Readonly<Record<string, string>> | undefined;
    readonly user_agent?: string | undefined;
    readonly session: 'page' | 'job';
    readonly wait_for?: string | number | undefined;
    readonly fail_fast: boolean;
    readonly concurrency?: number | undefined;
  };
}

async function submit(app: Pick<App, 'submitJob'>, ctx: Context, call: Call): Promise<Job> {
  const caller = callerOf(ctx);
  const { options } = call;
  const { job, usage } = await app.submitJob({
    id: ctx.response.get('X-Job-ID'),
    account: caller.account,
    dialect: 'runo',
    endpoint: call.endpoint,
    urls: call.urls,
    spec: {
      ...call.pages,
      schema: schemaFor(caller, call.schema),
      renderJs: options.render_js,
      timeoutMs: options.timeout_ms,
      locale: options.locale ?? null,
      processImages: options.process_images,
      failFast: options.fail_fast,
      cache: options.no_cache ? 'refresh' : 'use',
      asyncMode: call.asyncMode === true,
      evidence: options.evidence,
      ...extrasOf(options),
      ...(options.session === 'job' ? { session: options.session } : {}),
      ...waitForOf(options),
      name: null,
      failuresFree: false,
      errorStatusFails: false,
      tries: 1,
    },
    concurrency: options.concurrency,
    ...(call.limit === undefined ? {} : { limit: call.limit }),
    idempotency: idempotencyOf(ctx, call.endpoint),
  });
  ctx.set('X-Job-ID', job.id);
  if (usage !== null) ctx.set(usageHeaders(caller.account, usage));
  return job;
}

function extrasOf({
  headers,
  cookies,
  user_agent: userAgent,
}: Call['options']): Pick<ExtractJobSpec, 'extras'> {
  if (headers === undefined && cookies === undefined && userAgent === undefined) return {};
  return { extras: { headers: headers ?? {}, cookies: cookies ?? {}, userAgent: userAgent ?? null } };
}

function waitForOf({ wait_for: given }: Call['options']): Pick<ExtractJobSpec, 'waitFor'> {
  if (given === undefined) return {};
  return { waitFor: typeof given === 'number' ? { ms: given } : { selector: given } };
}

/** A static key brings its schema, any other key needs one in the body. */
function schemaFor({ key }: Caller, sent: Schema | undefined): Schema {
  if (key.schema !== null) {
    if (sent === undefined) return key.schema;
    throw new CallRefused('SCHEMA_NOT_ALLOWED', 'This key has a schema of its own; leave schema out.');
  }
  if (sent === undefined) throw new CallRefused('SCHEMA_REQUIRED', 'schema is required with this key.');
  return sent;
}

/**
 * Accepts the call as a job, sends the head, and the pieces of `body` when the job is over. Refuses as `submitJob` does, and
 * when too many calls wait already, before there is a job.
 */
export async function submitAndAnswer(
  { app, admission, onSlowReader }: Pick<DialectDeps, 'app' | 'admission' | 'onSlowReader'>,
  ctx: Context,
  call: Call,
  body: (done: Job) => AsyncIterable<string>,
): Promise<Answered> {
  const leave = admission.waitForJob(callerOf(ctx).account.id);
  try {
    const job = await submit(app, ctx, call);
    // Jobs take hours, and what was sent is with them.
    dropBody(ctx);
    ctx.respond = false;
    await longAnswer(ctx.res, (signal) => app.waitForJob(job, signal), body, { onSlowReader });
    return ANSWERED;
  } finally {
    leave();
  }
}
