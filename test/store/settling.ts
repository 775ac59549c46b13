/** Cancelling, settling, listing and pruning jobs. */

import { strict as assert } from 'node:assert';
import type { Store } from '../../src/ports/store/index.js';
import { batchSpec } from '../support/specs.js';
import { EXPIRY, HOUR_MS, NOW, createSteps, newAccount, newJob, outcome } from './fixtures.js';

/** `store` is called when the tests run. */
export function describeSettling(store: () => Store): void {
  const { accept, settle, ledger, used } = createSteps(store);

  describe('ending jobs', () => {
    it('settles once: a second settle books nothing and changes nothing', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 3));
      await store().pages.commit([outcome(job.id, 0)], NOW);
      const ends = await Promise.all(Array.from({ length: 5 }, () => settle(job.id)));
      for (const end of ends) assert.deepEqual(end, ends[0]);
      const late = await store().jobs.settle(
        job.id,
        'failed',
        'late',
        new Date(NOW.getTime() + 5_000),
        EXPIRY,
      );
      assert.deepEqual(late, ends[0]);
      assert.deepEqual(
        [late?.state, late?.charged, late?.finishedAt, late?.expiresAt],
        ['completed', 1, NOW, EXPIRY],
      );
      assert.deepEqual(await ledger(id), [
        ['reserve', 'month', 3],
        ['refund', 'month', 2],
      ]);
      assert.equal(await settle('job_000000000000'), null);
    });

    it('ends a job cancelled when a cancel came first, and refuses a cancel that came later', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 1));
      assert.equal((await store().jobs.requestCancel(job.id))?.state, 'cancelling');
      assert.equal((await store().jobs.open(job.id, NOW))?.state, 'cancelling');
      assert.deepEqual(
        (await store().jobs.running(id, 'runo')).map((each) => each.id),
        [job.id],
      );
      assert.equal((await settle(job.id))?.state, 'cancelled');
      assert.equal((await store().jobs.requestCancel(job.id))?.state, 'cancelled');
      assert.deepEqual(await store().jobs.running(id, 'runo'), []);
      assert.equal(await store().jobs.requestCancel('job_000000000000'), null);
    });

    it('gives prepaid units back first, and nothing of a cancelled extract', async () => {
      const { id } = await newAccount(store(), { monthlyQuota: 4, prepaidBalance: 10 });
      const job = await accept(newJob(id, 10));
      await store().pages.commit(
        [0, 1].map((pageNo) => outcome(job.id, pageNo)),
        NOW,
      );
      await settle(job.id);
      assert.deepEqual((await ledger(id)).slice(3).sort(), [
        ['refund', 'month', 2],
        ['refund', 'prepaid', 6],
      ]);
      const extract = await accept(newJob(id, 1, { spec: batchSpec({ kind: 'extract' }) }));
      await store().jobs.requestCancel(extract.id);
      assert.equal((await settle(extract.id))?.charged, 1);
      assert.equal(await used(id), 3);
    });

    it('charges a cancelled extract what its page cost, once that has an outcome', async () => {
      const { id } = await newAccount(store());
      for (const charge of [0, 1]) {
        const extract = await accept(newJob(id, 1, { spec: batchSpec({ kind: 'extract' }) }));
        await store().pages.commit([outcome(extract.id, 0, charge)], NOW);
        await store().jobs.requestCancel(extract.id);
        const settled = await settle(extract.id);
        assert.deepEqual([settled?.state, settled?.charged], ['cancelled', charge]);
      }
      assert.equal(await used(id), 1);
    });

    it('gives units back to the month they were taken from', async () => {
      const { id } = await newAccount(store(), { monthlyQuota: 10 });
      const january = new Date('2031-01-31T23:59:59Z');
      const february = new Date('2031-02-01T00:00:01Z');
      const job = await accept(newJob(id, 8), january);
      assert.equal((await store().jobs.submit(newJob(id, 10), february)).kind, 'accepted');
      await store().jobs.settle(job.id, 'completed', null, february, EXPIRY);
      assert.deepEqual([await used(id, january), await used(id, february)], [0, 10]);
    });

    it('lists what is not settled, oldest first, up to a time', async () => {
      const { id } = await newAccount(store());
      const early = new Date('2030-06-01T00:00:00Z');
      const [old, older, done] = [newJob(id, 1), newJob(id, 1), newJob(id, 1)];
      await accept(old, new Date(early.getTime() + 1_000));
      await accept(older, early);
      await accept(done, early);
      await settle(done.id);
      const ids = (await store().jobs.unsettled(new Date(early.getTime() + 2_000), null, 10)).map(
        (job) => job.id,
      );
      assert.deepEqual(ids, [older.id, old.id]);
      assert.equal((await store().jobs.unsettled(new Date(early.getTime() + 2_000), null, 1)).length, 1);
    });

    it('drops results when they expire, and the row after its grace', async () => {
      const { id } = await newAccount(store());
      const idempotency = { key: 'expires', requestHash: 'h' };
      const [job, kept] = [newJob(id, 3, { idempotency }), newJob(id, 1)];
      await accept(job);
      await accept(kept);
      const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);
      await store().pages.commit([outcome(job.id, 0)], NOW);
      await store().jobs.settle(job.id, 'completed', null, NOW, at(-1_000));

      assert.equal(
        await store().jobs.prune(NOW, 10 * HOUR_MS, 2),
        2,
        'no more rows than may be dropped at once',
      );
      assert.notEqual(await store().jobs.findByIdempotencyKey(id, 'expires'), null, 'not yet marked');
      assert.equal(await store().jobs.prune(NOW, 10 * HOUR_MS, 100), 2, 'the last row, and the mark');
      assert.deepEqual(await store().pages.read(job.id, -1, 10, false), []);
      assert.equal((await store().jobs.get(job.id))?.state, 'completed');
      assert.equal(await store().jobs.findByIdempotencyKey(id, 'expires'), null);
      const later = at(0.5);
      assert.equal(await store().jobs.prune(later, HOUR_MS, 100), 0);
      assert.ok(await store().jobs.get(job.id));
      assert.equal(await store().jobs.prune(later, HOUR_MS / 4, 100), 1);
      assert.equal(await store().jobs.get(job.id), null);
      assert.equal(await store().jobs.prune(later, HOUR_MS / 4, 100), 0);
      assert.equal((await store().pages.read(kept.id, -1, 10, false)).length, 1);
      assert.equal((await ledger(id)).length, 3, 'the ledger outlives the job');
    });
  });
}
