import { strict as assert } from 'node:assert';
import { allResults } from '../../src/app/read-results.js';
import type { Job } from '../../src/core/job.js';
import type { StoredPage } from '../../src/core/stored-page.js';

describe('all results of a job', () => {
  /** What is read at once while all of it is taken, and in which order it comes. */
  async function take(count: number, chars: number): Promise<{ limits: number[]; numbers: number[] }> {
    const limits: number[] = [];
    const read = async (_job: Job, after: number, limit: number): Promise<StoredPage[]> => {
      limits.push(limit);
      return Array.from({ length: Math.min(limit, count - after - 1) }, (_, at) => ({
        pageNo: after + 1 + at,
        url: 'x'.repeat(chars),
        result: null,
      }));
    };
    const numbers: number[] = [];
    for await (const { pageNo } of allResults(read, {} as Job)) numbers.push(pageNo);
    return { limits, numbers };
  }
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

  it('come once each, in order, in few reads when they are small', async () => {
    const { limits, numbers } = await take(1_200, 100);
    assert.deepEqual(numbers, upTo(1_200));
    assert.deepEqual(limits, [10, 500, 500, 500]);
  });

  it('are held by less than a megabyte at once when they are large', async () => {
    const { limits, numbers } = await take(30, 400_000);
    assert.deepEqual(numbers, upTo(30));
    assert.ok(
      limits.slice(1).every((limit) => limit === 1),
      limits.join(),
    );
  });

  it('end with a read that brings nothing more, when the last one was full', async () => {
    assert.deepEqual(await take(10, 100), { limits: [10, 500], numbers: upTo(10) });
    assert.deepEqual(await take(0, 100), { limits: [10], numbers: [] });
  });
});
