/**
 * Accepts a call as a job, or refuses it before any work. When this resolves, the job is in the database with its units
 * reserved, and it will run even if this process dies at once.
 *
 * What can refuse it, in this order: an Idempotency-Key that was used for another request; a disk that is almost full; the
 * open jobs of the whole deployment; the last run of its schedule, which has not ended; the calls of this minute; the open
 * jobs of the account; the units of this month. `store.jobs.submit` decides the last four in the transaction that counts
 * the call and reserves the units, so that calls that arrive together cannot all pass. What the account's plan does not
 * include is left out, and refuses nothing.
 */

import { createHash, randomBytes } from 'node:crypto';
import { secondsUntil, monthEnd, minuteEnd } from '../core/calendar.js';
import type { DialectName } from '../core/dialect.js';
import { CallRefused } from '../core/failure.js';
import type { JobAbout } from '../core/job-title.js';
import { minuteLimit, PLANS } from '../core/plans.js';
import { DEFAULT_CONCURRENCY, planJob } from '../core/chunk-plan.js';
import type { Log } from '../ports/log.js';
import type { Runner } from '../ports/runner.js';
import type { Account, Usage } from '../core/account.js';
import type { Job, NewJob, PageLimit } from '../core/job.js';
import { jobKindOf, type AskedSpec } from '../core/job-spec.js';
import type { Store } from '../ports/store/index.js';
import { BACKLOG_RETRY_SECS, type CheckBacklog } from './backlog.js';
import type { DiskRoom } from './disk-room.js';
import { subjectOf } from './job-about.js';

export interface SubmitCommand {
  /** From `newJobId`; a call attached to an earlier job gets that one's id instead. */
  readonly id: string;
  readonly account: Account;
  readonly dialect: DialectName;
  /** Where the job's events are sent; checked by the caller. */
  readonly webhookUrl?: string | null;
  readonly endpoint: string;
  /** The pages of a batch; the seed of a crawl. */
  readonly urls: readonly string[];
  /** Crawls: the most pages to visit, and whether the quota safety cap may lower it. */
  readonly limit?: PageLimit;
  readonly spec: AskedSpec;
  /** Pages in flight at once; undefined lets the service choose. */
  readonly concurrency: number | undefined;
  /** The caller's Idempotency-Key, and the request it stands for in canonical form. */
  readonly idempotency: { readonly key: string; readonly request: string } | null;
}

/** `usage` is null when the call was attached to an earlier job and counted nothing. */
export interface Submitted {
  readonly job: Job;
  readonly usage: Usage | null;
}

/**
 * Rejects with `CallRefused` (RATE_LIMITED, QUOTA_EXCEEDED, IDEMPOTENCY_KEY_REUSED, CONFLICT, SERVICE_UNAVAILABLE); nothing is
 * stored then.
 */
export type SubmitJob = (command: SubmitCommand) => Promise<Submitted>;

export interface SubmitDeps {
  readonly store: Store;
  readonly runner: Runner;
  readonly now: () => Date;
  readonly jobDeadlineMs: number;
  readonly room: Pick<DiskRoom, 'admit'>;
  /** The most open jobs of one account. */
  readonly maxOpenJobs: number;
  readonly checkBacklog: CheckBacklog;
  /** Told when an account has as many open jobs as it may. */
  readonly onBacklog: () => void;
  readonly log: Log;
}

export function createSubmitJob(deps: SubmitDeps): SubmitJob {
  return async (command) => {
    const idempotency = command.idempotency && {
      key: command.idempotency.key,
      requestHash: createHash('sha256').update(command.idempotency.request).digest('hex'),
    };
    // Looked up before the limits: a caller who lost the connection must be able to fetch the answer of a call that
    // was already counted.
    if (idempotency !== null) {
      const earlier = await deps.store.jobs.findByIdempotencyKey(command.account.id, idempotency.key);
      if (earlier !== null) return attach(earlier, idempotency.requestHash);
    }

    await deps.room.admit();
    await deps.checkBacklog();
    const now = deps.now();
    const units = command.limit?.maxPages ?? command.urls.length;
    const plan = planJob(units, command.concurrency ?? DEFAULT_CONCURRENCY, jobKindOf(command.spec));
    const job: NewJob = {
      id: command.id,
      accountId: command.account.id,
      dialect: command.dialect,
      webhookUrl: command.webhookUrl ?? null,
      endpoint: command.endpoint,
      urls: command.urls,
      ...(command.limit === undefined ? {} : { limit: command.limit }),
      spec: {
        ...command.spec,
        processImages: command.spec.processImages && PLANS[command.account.plan].processImages,
        perChunk: plan.perChunk,
      },
      chunk: plan.chunk,
      lanes: plan.lanes,
      idempotency,
      deadlineAt: new Date(now.getTime() + deps.jobDeadlineMs),
    };
    const submission = await deps.store.jobs.submit(job, now, deps.maxOpenJobs);
    switch (submission.kind) {
      case 'duplicate':
        return attach(submission.job, idempotency?.requestHash ?? null);
      case 'overlap':
        throw new CallRefused('CONFLICT', 'The last run of this schedule has not ended.');
      case 'rate_limited':
        throw rateLimited(command.account, submission.usage, now);
      case 'backlog':
        deps.onBacklog();
        throw backlogOf(submission.open);
      case 'quota_exceeded':
        throw quotaExceeded(command, submission.usage, now);
      case 'accepted':
        await startSoon(deps, submission.job, {
          subject: subjectOf(submission.job, command.urls),
          accountName: command.account.name,
        });
        return { job: submission.job, usage: submission.usage };
    }
  };
}

/** `job_` and 48 random bits as 12 lower-case hex digits. */
export function newJobId(): string {
  return `job_${randomBytes(6).toString('hex')}`;
}

function attach(job: Job, requestHash: string | null): Submitted {
  if (job.requestHash !== requestHash) {
    throw new CallRefused(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used with a different request; use a new key for a new request.',
    );
  }
  return { job, usage: null };
}

/** The job is already durable: when Temporal does not answer now, the reconciler starts it later. */
async function startSoon(deps: SubmitDeps, job: Job, about: JobAbout): Promise<void> {
  try {
    await deps.runner.start(job, about);
  } catch (error) {
    deps.log.warn({ err: error, job: job.id }, 'job could not be started now, the reconciler will start it');
  }
}

function rateLimited(account: Account, usage: Usage, now: Date): CallRefused {
  const limit = minuteLimit(account.plan, account);
  const retryAfterSecs = secondsUntil(minuteEnd(usage.minute), now);
  return new CallRefused(
    'RATE_LIMITED',
    `${limit} ${limit === 1 ? 'call' : 'calls'} per minute allowed.`,
    retryAfterSecs,
  );
}

function backlogOf(open: number): CallRefused {
  const message = `${open} jobs of this account wait or run, more cannot: let some end.`;
  return new CallRefused('RATE_LIMITED', message, BACKLOG_RETRY_SECS);
}

function quotaExceeded(command: SubmitCommand, usage: Usage, now: Date): CallRefused {
  const units = command.limit?.maxPages ?? command.urls.length;
  const message = `This call needs ${units} ${units === 1 ? 'unit' : 'units'}, more than what is left this month.`;
  return new CallRefused('QUOTA_EXCEEDED', message, secondsUntil(monthEnd(usage.month), now));
}
