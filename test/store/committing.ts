/** Outcomes and charges of pages. */

import { strict as assert } from 'node:assert';
import type { Job } from '../../src/core/job.js';
import type { PageOutcome } from '../../src/core/page-outcome.js';
import type { Store } from '../../src/ports/store/index.js';
import { NOW, createSteps, failed, newAccount, newJob, outcome } from './fixtures.js';

/** `store` is called when the tests run. */
export function describeCommitting(store: () => Store): void {
  const { accept, settle, ledger } = createSteps(store);

  describe('committing pages', () => {
    it('counts and charges a page once, whoever commits it again', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 4));
      await store().pages.commit([outcome(job.id, 0), failed(job.id, 1)], NOW);
      await store().pages.commit([failed(job.id, 0), outcome(job.id, 1), outcome(job.id, 2, 0)], NOW);
      const { succeeded, failed: bad, charged } = (await store().jobs.get(job.id)) as Job;
      assert.deepEqual([succeeded, bad, charged], [2, 1, 2]);
      const pages = await store().pages.read(job.id, -1, 10, false);
      assert.deepEqual(
        pages.map(({ result }) => result?.status),
        ['success', 'error', 'success', undefined],
      );
      assert.deepEqual(
        (await store().pages.waiting(job.id, 0, 4)).map(({ pageNo }) => pageNo),
        [3],
      );
    });

    it('adds up commits that come at once, each page once', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 20));
      const other = await accept(newJob(id, 20));
      await Promise.all(
        Array.from({ length: 40 }, (_, n) => {
          const both = [outcome(job.id, n % 20), outcome(other.id, (n * 7) % 20)];
          return store().pages.commit(n % 2 === 0 ? both : both.reverse(), NOW);
        }),
      );
      for (const one of [job, other]) {
        const { succeeded, charged } = (await store().jobs.get(one.id)) as Job;
        assert.deepEqual([succeeded, charged], [20, 20]);
      }
    });

    it('changes nothing of a job that is settled', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 2));
      await store().pages.commit([outcome(job.id, 0)], NOW);
      const settled = await settle(job.id);
      await store().pages.commit([outcome(job.id, 1)], NOW);
      assert.deepEqual(await store().jobs.get(job.id), settled);
      assert.equal((await store().pages.read(job.id, -1, 10, true)).length, 1);
      assert.deepEqual(await ledger(id), [
        ['reserve', 'month', 2],
        ['refund', 'month', 1],
      ]);
    });

    it('stores any text, and field names that mean something to JavaScript', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 2));
      const data = JSON.parse(
        '{"__proto__":"p","constructor":null,"toString":["a\\u0000b","\\ud800"],"x":"ä😀\\n"}',
      );
      const odd = outcome(job.id, 0);
      await store().pages.commit(
        [{ ...odd, result: { ...odd.result, data } as PageOutcome['result'] }, outcome(job.id, 1)],
        NOW,
      );
      const [page] = await store().pages.read(job.id, -1, 10, true);
      const read = page?.result?.status === 'success' ? JSON.stringify(page.result.data) : '';
      assert.equal(read, '{"__proto__":"p","constructor":null,"toString":["ab",""],"x":"ä😀\\n"}');
      assert.equal((await store().jobs.get(job.id))?.succeeded, 2);
    });

    it('counts crashes and retries of a page apart', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 2));
      const { pages } = store();
      assert.deepEqual([await pages.countCrash(job.id, 1), await pages.countCrash(job.id, 1)], [1, 2]);
      assert.deepEqual([await pages.countRetry(job.id, 1), await pages.countRetry(job.id, 1)], [1, 2]);
      await pages.uncountCrash(job.id, 1);
      assert.deepEqual([await pages.countCrash(job.id, 1), await pages.countRetry(job.id, 1)], [2, 3]);
      await pages.uncountCrash(job.id, 0);
      assert.deepEqual([await pages.countCrash(job.id, 0), await pages.countRetry(job.id, 0)], [1, 1]);
    });

    it('reads results page by page, with or without those that have not run', async () => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, 5));
      await store().pages.commit([outcome(job.id, 4), outcome(job.id, 1)], NOW);
      const numbers = async (after: number, limit: number, finishedOnly: boolean): Promise<number[]> =>
        (await store().pages.read(job.id, after, limit, finishedOnly)).map(({ pageNo }) => pageNo);
      assert.deepEqual(await numbers(-1, 10, true), [1, 4]);
      assert.deepEqual(await numbers(1, 10, true), [4]);
      assert.deepEqual(await numbers(-1, 2, false), [0, 1]);
      assert.deepEqual(await numbers(1, 2, false), [2, 3]);
    });
  });
}
