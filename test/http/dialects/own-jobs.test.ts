import { strict as assert } from 'node:assert';
import { createCancelJob } from '../../../src/app/cancel-job.js';
import { createOwnJob } from '../../../src/app/own-job.js';
import type { Account, Caller } from '../../../src/core/account.js';
import type { DialectName } from '../../../src/core/dialect.js';
import { CallRefused } from '../../../src/core/failure.js';
import type { Job, JobState } from '../../../src/core/job.js';
import type { Context } from '../../../src/http/context.js';
import { DIALECTS } from '../../../src/http/dialects/index.js';
import { createOwnJobs } from '../../../src/http/dialects/own-jobs.js';
import type { Jobs } from '../../../src/ports/store/jobs.js';
import { silentLog } from '../../support/log.js';

const NOW = new Date('2031-01-15T12:00:00Z');
const LATER = new Date(NOW.getTime() + 1_000);
const ID = {
  runo: 'job_0123456789ab',
  scrpy: 'job_0123456789ab',
  scrapethis: '0e0f8a6c-7a51-4a1e-9a3c-0123456789ab',
  firecrawl: '5e1f0000-0000-4000-8000-00000000f12e',
};

type Case =
  | 'running'
  | 'cancelling'
  | 'completed'
  | 'cancelled'
  | 'expired'
  | 'foreign'
  | 'of another API'
  | 'unknown'
  | 'no id';

/** What each API answers to GET and to DELETE: `ok`, or the code of the refusal. */
const TABLE: Readonly<Record<DialectName, Readonly<Record<Case, readonly [read: string, cancel: string]>>>> =
  {
    runo: {
      running: ['ok', 'ok'],
      cancelling: ['ok', 'ok'],
      completed: ['ok', 'JOB_NOT_FOUND'],
      cancelled: ['ok', 'JOB_NOT_FOUND'],
      expired: ['JOB_EXPIRED', 'JOB_NOT_FOUND'],
      foreign: ['JOB_FORBIDDEN', 'JOB_FORBIDDEN'],
      'of another API': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      unknown: ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      'no id': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
    },
    scrpy: {
      running: ['ok', 'ok'],
      cancelling: ['ok', 'ok'],
      completed: ['ok', 'JOB_NOT_CANCELLABLE'],
      cancelled: ['ok', 'JOB_NOT_CANCELLABLE'],
      expired: ['JOB_EXPIRED', 'JOB_NOT_CANCELLABLE'],
      foreign: ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      'of another API': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      unknown: ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      'no id': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
    },
    scrapethis: {
      running: ['ok', 'ok'],
      cancelling: ['ok', 'ok'],
      completed: ['ok', 'CANCEL_FAILED'],
      cancelled: ['ok', 'ok'],
      expired: ['JOB_EXPIRED', 'JOB_EXPIRED'],
      foreign: ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      'of another API': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      unknown: ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      'no id': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
    },
    firecrawl: {
      running: ['ok', 'ok'],
      cancelling: ['ok', 'ok'],
      completed: ['ok', 'JOB_NOT_CANCELLABLE'],
      cancelled: ['ok', 'ok'],
      expired: ['JOB_EXPIRED', 'JOB_EXPIRED'],
      foreign: ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      'of another API': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      unknown: ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
      'no id': ['JOB_NOT_FOUND', 'JOB_NOT_FOUND'],
    },
  };

describe('whose job it is', () => {
  for (const { name, title, jobRefusals } of Object.values(DIALECTS)) {
    describe(title, () => {
      for (const [which, [read, cancel]] of Object.entries(TABLE[name]) as [
        Case,
        readonly [string, string],
      ][]) {
        it(`${which}: GET ${read}, DELETE ${cancel}`, async () => {
          const job = jobOf(name, which);
          const jobs = {
            get: async (id) => (id === job?.id ? job : null),
            requestCancel: async () => job,
          } as Partial<Jobs> as Jobs;
          const ownJob = createOwnJob({ store: { jobs }, now: () => NOW });
          const runner = { cancel: () => Promise.resolve() };
          const cancelJob = createCancelJob({
            onCancelling: () => undefined,
            ownJob,
            store: { jobs },
            runner,
            log: silentLog,
          });
          const own = createOwnJobs({ ownJob, cancelJob }, name, jobRefusals);
          const id = which === 'no id' ? "x'; drop table jobs" : ID[name];
          assert.equal(await codeOf(own.read(CONTEXT, id)), read);
          assert.equal(await codeOf(own.cancel(CONTEXT, id)), cancel);
        });
      }
    });
  }

  it('finds a UUID in upper case', async () => {
    const job = jobOf('scrapethis', 'running');
    const jobs = { get: async (id) => (id === job?.id ? job : null) } as Partial<Jobs> as Jobs;
    const ownJob = createOwnJob({ store: { jobs }, now: () => NOW });
    const scope = { account: { id: 'mine' } as Account, dialect: 'scrapethis' as const };
    assert.equal((await ownJob(scope, ID.scrapethis.toUpperCase())).kind, 'own');
  });
});

const CONTEXT = { state: { caller: { account: { id: 'mine' } } as Caller } } as Context;

function jobOf(dialect: DialectName, which: Case): Job | null {
  if (which === 'unknown' || which === 'no id') return null;
  const states: Partial<Record<Case, JobState>> = {
    cancelling: 'cancelling',
    completed: 'completed',
    cancelled: 'cancelled',
    expired: 'completed',
  };
  const other = dialect === 'runo' ? 'scrpy' : 'runo';
  return {
    id: ID[dialect],
    dialect: which === 'of another API' ? other : dialect,
    accountId: which === 'foreign' ? 'theirs' : 'mine',
    state: states[which] ?? 'running',
    expiresAt: which === 'expired' ? NOW : states[which] === undefined ? null : LATER,
  } as Job;
}

async function codeOf(outcome: Promise<Job>): Promise<string> {
  try {
    await outcome;
    return 'ok';
  } catch (error) {
    if (error instanceof CallRefused) return error.code;
    throw error;
  }
}
