/** Accepting jobs: limits and reservations, exact under concurrency. */

import { strict as assert } from 'node:assert';
import type { Store } from '../../src/ports/store/index.js';
import type { Submission } from '../../src/ports/store/jobs.js';
import { NOW, createSteps, kinds, newAccount, newJob } from './fixtures.js';

/** `store` is called when the tests run. */
export function describeSubmitting(store: () => Store): void {
  const { accept, ledger, used } = createSteps(store);

  describe('accepting jobs', () => {
    it('stores the job as it was given and its pages in order', async () => {
      const { id } = await newAccount(store());
      const given = newJob(id, 3, { urls: ['http://a.test/ä', 'http://a.test/?q="\\', 'http://a.test/😀'] });
      const job = await accept(given);
      assert.deepEqual(job.spec, given.spec);
      assert.deepEqual(
        [job.state, job.total, job.charged, job.createdAt, job.startedAt],
        ['running', 3, 0, NOW, NOW],
      );
      assert.deepEqual(
        await store().pages.waiting(job.id, 0, 3),
        given.urls.map((url, pageNo) => ({ pageNo, url, depth: 0 })),
      );
      assert.deepEqual(await store().pages.waiting(job.id, 1, 2), [
        { pageNo: 1, url: given.urls[1], depth: 0 },
      ]);
    });

    it('keeps the limit of a minute exact under 20 submissions at once', async () => {
      const { id } = await newAccount(store(), { requestsPerMinute: 7 });
      const submit = (now: Date): Promise<Submission[]> =>
        Promise.all(Array.from({ length: 20 }, () => store().jobs.submit(newJob(id, 1), now)));
      assert.deepEqual(kinds(await submit(NOW)), { accepted: 7, rate_limited: 13 });
      assert.equal(await used(id), 7);
      assert.deepEqual(kinds(await submit(new Date(NOW.getTime() + 30_000))), {
        accepted: 7,
        rate_limited: 13,
      });
    });

    it('keeps month and prepaid units exact under 20 submissions at once', async () => {
      const { id } = await newAccount(store(), { monthlyQuota: 5, prepaidBalance: 3 });
      const submissions = await Promise.all(
        Array.from({ length: 20 }, () => store().jobs.submit(newJob(id, 1), NOW)),
      );
      assert.deepEqual(kinds(submissions), { accepted: 8, quota_exceeded: 12 });
      assert.equal(await used(id), 5);
      assert.equal((await store().accounts.get(id))?.prepaidBalance, 0);
    });

    it('makes one job of submissions with one idempotency key at once', async () => {
      const { id } = await newAccount(store());
      const idempotency = { key: 'k', requestHash: 'h' };
      const submissions = await Promise.all(
        Array.from({ length: 10 }, () => store().jobs.submit(newJob(id, 2, { idempotency }), NOW)),
      );
      assert.deepEqual(kinds(submissions), { accepted: 1, duplicate: 9 });
      const ids = submissions.map((submission) => 'job' in submission && submission.job.id);
      assert.equal(new Set(ids).size, 1);
      assert.deepEqual(await ledger(id), [['reserve', 'month', 2]]);
      assert.equal((await store().accounts.usage(id, NOW)).minuteUsed, 1);
      assert.equal((await store().jobs.findByIdempotencyKey(id, 'k'))?.id, ids[0]);
      assert.equal(await store().jobs.findByIdempotencyKey((await newAccount(store())).id, 'k'), null);
    });

    it('leaves nothing behind when it refuses', async () => {
      const { id } = await newAccount(store(), { monthlyQuota: 1 });
      const job = newJob(id, 2);
      assert.equal((await store().jobs.submit(job, NOW)).kind, 'quota_exceeded');
      assert.equal(await store().jobs.get(job.id), null);
      assert.deepEqual(await ledger(id), []);
      assert.equal((await store().accounts.usage(id, NOW)).minuteUsed, 0);
    });
  });
}
