/** How Firecrawl refuses calls: a sentence, a code, and for validation the issues one by one. */

import type { Middleware } from 'koa';
import { CallRefused, FAILURES, type Failure, type FailureCode } from '../../../core/failure.js';
import type { Job } from '../../../core/job.js';
import { jobNotFound } from '../../refusals.js';
import type { JobRefusals } from '../own-jobs.js';

/** A refusal with a code and a status that only this API has. */
export class FirecrawlRefused extends CallRefused {
  readonly status: number;
  /** As its clients read it. */
  readonly apiCode: string;
  /** The problems of a body, one by one. */
  readonly details: readonly object[] | undefined;

  constructor(status: number, apiCode: string, message: string, details?: readonly object[]) {
    super(status < 500 ? 'INVALID_REQUEST' : 'SERVICE_UNAVAILABLE', message);
    this.status = status;
    this.apiCode = apiCode;
    this.details = details;
  }
}

/** Its statuses and codes, where they are not the core's. Its clients repeat calls on 502, so nothing answers that. */
const OWN: Readonly<Partial<Record<FailureCode, { readonly status?: number; readonly code: string }>>> = {
  INVALID_REQUEST: { code: 'BAD_REQUEST' },
  QUOTA_EXCEEDED: { status: 402, code: 'INSUFFICIENT_CREDITS' },
  RATE_LIMITED: { code: 'RATE_LIMIT_EXCEEDED' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, code: 'IDEMPOTENCY_KEY_REUSED' },
  JOB_EXPIRED: { status: 404, code: 'JOB_EXPIRED' },
  INTERNAL_ERROR: { code: 'UNKNOWN_ERROR' },
};

/** The envelope of a call that is refused. */
export function renderRefusal({ code, message }: Failure): object {
  return { success: false, error: message, code: OWN[code]?.code ?? code };
}

/** Answers refusals with this API's own statuses. What is no refusal goes on to whoever answers errors of all APIs. */
export const answerRefusals: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof CallRefused) || ctx.headerSent) throw error;
    if (error.retryAfterSecs !== undefined) ctx.set('Retry-After', String(error.retryAfterSecs));
    ctx.respond = true;
    if (error instanceof FirecrawlRefused) {
      ctx.status = error.status;
      const details = error.details === undefined ? {} : { details: error.details };
      ctx.body = { success: false, error: error.message, code: error.apiCode, ...details };
      return;
    }
    ctx.status = OWN[error.code]?.status ?? FAILURES[error.code].httpStatus;
    ctx.body = renderRefusal(error);
  }
};

const unknown = (): CallRefused => jobNotFound('Job not found.');
const expired = (): CallRefused => new CallRefused('JOB_EXPIRED', 'Job expired.');

/** Another account's job is as unknown as one that does not exist; a cancel is answered again as before. */
export const jobRefusals: JobRefusals = {
  read: { foreign: unknown, unknown, expired },
  cancel: {
    foreign: unknown,
    unknown,
    expired,
    finished: (job: Job) =>
      job.state === 'cancelled'
        ? null
        : new CallRefused('JOB_NOT_CANCELLABLE', `This job has ended already: ${job.state}.`),
  },
};
