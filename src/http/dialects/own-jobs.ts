/** The caller's own jobs, or the refusal that the API has for all others. */

import type { App } from '../../app/index.js';
import type { Scope } from '../../app/own-job.js';
import type { DialectName } from '../../core/dialect.js';
import type { CallRefused } from '../../core/failure.js';
import type { Job } from '../../core/job.js';
import { callerOf, type Context } from '../context.js';

/** What is said of jobs that may not be read. */
interface ReadRefusals {
  /** Another account's. */
  foreign(): CallRefused;
  unknown(): CallRefused;
  /** The account's own, whose results are no longer kept. */
  expired(job: Job): CallRefused;
}

/** What is said of jobs that cannot be cancelled. */
interface CancelRefusals extends ReadRefusals {
  /** It has ended. Null when that is answered as if it were being cancelled now. */
  finished(job: Job): CallRefused | null;
}

export interface JobRefusals {
  readonly read: ReadRefusals;
  readonly cancel: CancelRefusals;
}

export interface OwnJobs {
  scopeOf(ctx: Context): Scope;
  /** The job as it stands. Refuses as `JobRefusals.read` says. */
  read(ctx: Context, jobId: string): Promise<Job>;
  /** The job, which is being cancelled. Refuses as `JobRefusals.cancel` says. */
  cancel(ctx: Context, jobId: string): Promise<Job>;
}

export function createOwnJobs(
  app: Pick<App, 'ownJob' | 'cancelJob'>,
  dialect: DialectName,
  refusals: JobRefusals,
): OwnJobs {
  const scopeOf = (ctx: Context): Scope => ({ account: callerOf(ctx).account, dialect });
  return {
    scopeOf,
    read: async (ctx, jobId) => {
      const found = await app.ownJob(scopeOf(ctx), jobId);
      if (found.kind === 'own') return found.job;
      throw found.kind === 'expired' ? refusals.read.expired(found.job) : refusals.read[found.kind]();
    },
    cancel: async (ctx, jobId) => {
      const found = await app.cancelJob(scopeOf(ctx), jobId);
      switch (found.kind) {
        case 'cancelling':
          return found.job;
        case 'finished': {
          const refusal = refusals.cancel.finished(found.job);
          if (refusal === null) return found.job;
          throw refusal;
        }
        case 'expired':
          throw refusals.cancel.expired(found.job);
        case 'foreign':
        case 'unknown':
          throw refusals.cancel[found.kind]();
        default:
          return found satisfies never;
      }
    },
  };
}
