/** Whether a job ended as it must: every page once, charged once, and the ledger says the same. */

import { strict as assert } from 'node:assert';
import type { Api, TestAccount } from './api.js';
import { waitFor } from './wait.js';

/** The reconciler, which a job may have to wait for, comes once a minute. */
const ENDED_MS = 150_000;

/** The job with all its results, as Runo's API shows it. */
export async function readJob(api: Api, account: TestAccount, id: string): Promise<any> {
  const { status, body } = await api.get(account.key, `/v1/jobs/${id}?limit=1000`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Resolves once that many pages of the job have ended. */
export async function underWay(api: Api, account: TestAccount, id: string, pages = 4): Promise<void> {
  const hasSome = async (): Promise<boolean> => (await readJob(api, account, id)).results.length >= pages;
  await waitFor(`${pages} pages of ${id}`, hasSome, ENDED_MS);
}

/** Resolves with the job once it is final. */
export function ended(api: Api, account: TestAccount, id: string): Promise<any> {
  return waitFor(
    `the end of ${id}`,
    async () => {
      const job = await readJob(api, account, id);
      return !['queued', 'running', 'cancelling'].includes(job.status as string) && job;
    },
    ENDED_MS,
  );
}

/** Waits for the end of a job of that many pages, all of which succeed. */
export async function assertExact(api: Api, account: TestAccount, id: string, pages: number): Promise<void> {
  const job = await ended(api, account, id);
  assert.equal(job.status, 'completed', JSON.stringify(job));
  const outcomes: string[] = job.results.map((page: any) => `${page.status} ${page.url}`);
  assert.equal(outcomes.length, pages);
  assert.equal(new Set(outcomes).size, pages);
  assert.deepEqual(
    outcomes.filter((outcome) => !outcome.startsWith('success ')),
    [],
  );
  assert.equal(job.units.charged, pages);
  const entries = (await api.ledger(account.id)).filter((entry) => entry.job_id === id);
  const sum = (wanted: string): number =>
    entries.filter(({ kind }) => kind === wanted).reduce((total, { units }) => total + units, 0);
  assert.equal(sum('reserve') - sum('refund'), pages);
}
