/** Pages that wait for a vendor's batch. */

import { strict as assert } from 'node:assert';
import type { Question } from '../../src/core/model/question.js';
import type { Job } from '../../src/core/job.js';
import { pageParked, pageRead, type PageOutcome } from '../../src/core/page-outcome.js';
import type { Store } from '../../src/ports/store/index.js';
import { createSteps, EXPIRY, failed, newAccount, newJob, NOW, outcome } from './fixtures.js';

const QUESTION: Question = {
  url: 'http://a.test/',
  fields: [{ field: 'x', type: 'string', example: 'y' }],
  passages: 'some \u0000 text',
  lang: null,
  asOf: NOW.toISOString(),
  images: [],
};
const PARTIAL = pageRead('fetch', { x: null });
const EXCHANGE = { httpStatus: 200, durationMs: 12 };

export function describeParking(store: () => Store): void {
  const { accept, ledger } = createSteps(store);
  const parked = (jobId: string, pageNo: number): PageOutcome => ({
    jobId,
    pageNo,
    charge: 0,
    exchange: EXCHANGE,
    result: pageParked(PARTIAL, QUESTION),
  });
  const numbers = (pages: readonly { pageNo: number }[]): number[] => pages.map(({ pageNo }) => pageNo);

  describe('parked pages', () => {
    let accountId: string;
    let job: Job;

    beforeEach(async () => {
      accountId = (await newAccount(store())).id;
      job = await accept(newJob(accountId, 6));
      const outcomes = [0, 1, 2, 3].map((pageNo) => parked(job.id, pageNo));
      await store().pages.commit([...outcomes, outcome(job.id, 4)], NOW);
    });

    const current = async (): Promise<number[]> => {
      const { succeeded, failed: bad, charged } = (await store().jobs.get(job.id)) as Job;
      return [succeeded, bad, charged];
    };

    it('have neither outcome nor charge, are not run again, and keep their question', async () => {
      assert.deepEqual(await current(), [1, 0, 1]);
      assert.deepEqual(numbers(await store().pages.waiting(job.id, 0, 6)), [5]);
      assert.deepEqual(numbers(await store().pages.read(job.id, -1, 10, true)), [4]);
      const all = await store().pages.read(job.id, -1, 10, false);
      assert.deepEqual(
        all.map(({ result }) => result?.status ?? null),
        [null, null, null, null, 'success', null],
      );
      const [page] = await store().modelWork.parked(job.id, 1, 1, null);
      assert.deepEqual(page, {
        pageNo: 2,
        url: 'http://a.test/2',
        partial: PARTIAL,
        question: { ...QUESTION, passages: 'some  text' },
        exchange: EXCHANGE,
      });
    });

    it('are asked for in no batch when they had an outcome before', async () => {
      await store().pages.commit([parked(job.id, 4)], NOW);
      await store().modelWork.plan(job.id, { requests: 100, chars: 1_000_000 });
      assert.deepEqual(
        (await store().modelWork.batches(job.id)).map(({ requests }) => requests),
        [4],
      );
    });

    it('are answered once, with their charge, whoever answers again', async () => {
      const { modelWork } = store();
      assert.deepEqual(
        [...(await modelWork.answer([outcome(job.id, 0), failed(job.id, 1)], NOW))].sort(),
        [0, 1],
      );
      const again = await modelWork.answer(
        [failed(job.id, 0), outcome(job.id, 4, 1), outcome(job.id, 2)],
        NOW,
      );
      assert.deepEqual([...again], [2]);
      assert.deepEqual(await current(), [3, 1, 4]);
      assert.deepEqual(numbers(await modelWork.parkedAt(job.id, [0, 1, 2, 3, 4])), [3]);
    });

    it('are given back when their job is cancelled, and their questions dropped', async () => {
      await store().jobs.requestCancel(job.id);
      await store().jobs.settle(job.id, 'cancelled', null, NOW, EXPIRY);
      assert.deepEqual(await ledger(accountId), [
        ['reserve', 'month', 6],
        ['refund', 'month', 5],
      ]);
      assert.equal((await store().modelWork.answer([outcome(job.id, 0)], NOW)).size, 0);
      await store().modelWork.prune();
      assert.deepEqual(await store().modelWork.parked(job.id, -1, 10, null), []);
    });

    it('are put into batches, each question into one, of what is remembered stays what was first', async () => {
      const { modelWork } = store();
      await modelWork.plan(job.id, { requests: 3, chars: 1_000_000 });
      await modelWork.plan(job.id, { requests: 3, chars: 1_000_000 });
      const sizes = (await modelWork.batches(job.id)).map(({ batchNo, requests }) => [batchNo, requests]);
      assert.deepEqual(sizes, [
        [1, 3],
        [2, 1],
      ]);
      assert.deepEqual(numbers(await modelWork.parked(job.id, -1, 10, 1)), [0, 1, 2]);
      assert.deepEqual(numbers(await modelWork.parked(job.id, -1, 10, 2)), [3]);
      await modelWork.note(job.id, 1, { triedAt: NOW });
      await modelWork.note(job.id, 1, { triedAt: EXPIRY, vendorId: 'batch_a' });
      await modelWork.note(job.id, 1, { vendorId: 'batch_b' });
      const [first, second] = await modelWork.batches(job.id);
      assert.deepEqual(first, { batchNo: 1, requests: 3, triedAt: NOW, vendorId: 'batch_a', ended: false });
      assert.deepEqual(second, { batchNo: 2, requests: 1, triedAt: null, vendorId: null, ended: false });
      assert.ok((await modelWork.vendorIds()).has('batch_a'));
      assert.ok(!(await modelWork.abandoned()).includes(job.id));
      await store().jobs.settle(job.id, 'failed', 'ended from outside', NOW, EXPIRY);
      assert.ok((await modelWork.abandoned()).includes(job.id));
      await modelWork.note(job.id, 1, { ended: true });
      assert.ok(!(await modelWork.abandoned()).includes(job.id));
    });

    it('are put into batches no larger than allowed in characters', async () => {
      await store().modelWork.plan(job.id, { requests: 100, chars: 1 });
      assert.deepEqual(
        (await store().modelWork.batches(job.id)).map(({ requests }) => requests),
        [1, 1, 1, 1],
      );
    });
  });
}
