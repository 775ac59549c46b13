/** What the database keeps of callers' secrets. */

import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../src/adapters/store/connection.js';
import { createStore } from '../../src/adapters/store/index.js';
import { batchSpec } from '../support/specs.js';
import { newAccount, newJob, NOW, outcome } from './fixtures.js';

export function describeSealing(db: () => Database): void {
  const SECRET = 'a-secret-of-the-caller';
  const extras = { headers: { authorization: SECRET }, cookies: { sid: SECRET }, userAgent: null };
  const cookie = {
    ...{ name: 'sid', value: SECRET, domain: 'shop.test', path: '/', hostOnly: true, secure: true },
    ...{ httpOnly: true, expiresAt: null },
  };

  /** Runs a page of a job with secrets; resolves with the job's id and all that the database has of it. */
  async function work(key: Buffer | null): Promise<{ jobId: string; stored: string }> {
    const store = createStore(db(), key);
    const account = await newAccount(store);
    const job = newJob(account.id, 2, { spec: batchSpec({ session: 'job', extras }) });
    await store.jobs.submit(job, NOW);
    const change = { domain: cookie.domain, path: cookie.path, name: cookie.name, cookie };
    await store.pages.commit([{ ...outcome(job.id, 0), cookies: [change] }], NOW);
    const { rows } = await sql<{ stored: string }>`
      select (select row_to_json(j)::text from jobs j where id = ${job.id})
        || (select json_agg(c)::text from session_cookies c where job_id = ${job.id}) as stored`.execute(
      db(),
    );
    return { jobId: job.id, stored: rows[0]?.stored ?? '' };
  }

  const secretsOf = async (jobId: string, key: Buffer | null): Promise<unknown> => {
    const store = createStore(db(), key);
    const opened = await store.jobs.open(jobId, NOW);
    const spec = opened?.spec.kind === 'batch' ? opened.spec : null;
    return [spec?.extras, await store.sessionCookies.read(jobId)];
  };

  describe('headers and cookies of a job', () => {
    it('are encrypted with the key, and read by all that have it', async () => {
      const key = randomBytes(32);
      const { jobId, stored } = await work(key);
      assert.ok(stored.length > 500 && !stored.includes(SECRET), stored);
      assert.deepEqual(await secretsOf(jobId, key), [extras, [cookie]]);
    });

    it('are read again after a key was set for the first time', async () => {
      const { jobId, stored } = await work(null);
      assert.ok(stored.includes(SECRET));
      assert.deepEqual(await secretsOf(jobId, null), [extras, [cookie]]);
      assert.deepEqual(await secretsOf(jobId, randomBytes(32)), [extras, [cookie]]);
    });

    it('are not read without the key, and keep nobody from looking at the job or ending it', async () => {
      const { jobId } = await work(randomBytes(32));
      for (const key of [null, randomBytes(32)]) {
        await assert.rejects(secretsOf(jobId, key), /PAYLOAD_ENCRYPTION_KEY/);
        const { jobs } = createStore(db(), key);
        assert.equal((await jobs.get(jobId))?.id, jobId);
        assert.equal((await jobs.unsettled(new Date(NOW.getTime() + 1), null, 10_000)).length > 0, true);
      }
      const { jobs } = createStore(db());
      assert.equal((await jobs.settle(jobId, 'failed', 'no key', NOW, NOW))?.state, 'failed');
    });
  });
}
