/** What the store's tests begin with. */

import { strict as assert } from 'node:assert';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Account } from '../../src/core/account.js';
import { failure } from '../../src/core/failure.js';
import type { Job, NewJob } from '../../src/core/job.js';
import { pageFailed, pageRead, type PageOutcome } from '../../src/core/page-outcome.js';
import type { Store } from '../../src/ports/store/index.js';
import type { Submission } from '../../src/ports/store/jobs.js';
import { batchSpec } from '../support/specs.js';

export const NOW = new Date('2031-01-15T12:00:30Z');
export const HOUR_MS = 3_600_000;
export const EXPIRY = new Date(NOW.getTime() + HOUR_MS);

/** A fresh account in the store. */
export async function newAccount(store: Store, over: Partial<Account> = {}): Promise<Account> {
  const account: Account = {
    id: randomUUID(),
    name: 'test',
    plan: 'pro',
    monthlyQuota: null,
    requestsPerMinute: 100_000,
    suspended: false,
    prepaidBalance: 0,
    webhookSecret: 'whsec_test',
    createdAt: NOW,
    ...over,
  };
  await store.accounts.create(account, NOW);
  return account;
}

export function newJob(accountId: string, pages: number, over: Partial<NewJob> = {}): NewJob {
  return {
    id: `job_${randomBytes(6).toString('hex')}`,
    accountId,
    dialect: 'runo',
    webhookUrl: null,
    endpoint: '/batch',
    spec: batchSpec(),
    urls: Array.from({ length: pages }, (_, n) => `http://a.test/${n}`),
    chunk: 1,
    lanes: 1,
    idempotency: null,
    deadlineAt: EXPIRY,
    ...over,
  };
}

export function outcome(jobId: string, pageNo: number, charge = 1): PageOutcome {
  const result = pageRead('fetch', { title: `page ${pageNo}` });
  return { jobId, pageNo, charge, exchange: null, result };
}

export function failed(jobId: string, pageNo: number): PageOutcome {
  return { jobId, pageNo, charge: 1, exchange: null, result: pageFailed(failure('TIMEOUT', 'late')) };
}

/** How many submissions ended in which way. */
export function kinds(submissions: readonly Submission[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of submissions) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The steps that most tests are made of, over the store that is open when they run. */
export function createSteps(store: () => Store) {
  return {
    /** Submits a job that must be accepted, and marks it running. */
    accept: async (job: NewJob, now = NOW): Promise<Job> => {
      assert.equal((await store().jobs.submit(job, now)).kind, 'accepted');
      return (await store().jobs.open(job.id, now)) as Job;
    },
    settle: (id: string): Promise<Job | null> => store().jobs.settle(id, 'completed', null, NOW, EXPIRY),
    ledger: async (id: string): Promise<unknown[]> =>
      (await store().accounts.ledger(id)).map(({ kind, source, units }) => [kind, source, units]),
    used: async (id: string, now = NOW): Promise<number> => (await store().accounts.usage(id, now)).monthUsed,
  };
}
