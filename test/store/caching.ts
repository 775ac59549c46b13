/** Results that later jobs may use again. */

import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { PageOutcome } from '../../src/core/page-outcome.js';
import type { Store } from '../../src/ports/store/index.js';
import { createSteps, EXPIRY, failed, HOUR_MS, newAccount, newJob, NOW, outcome } from './fixtures.js';

export function describeCaching(store: () => Store): void {
  const { accept } = createSteps(store);
  const at = (ms: number): Date => new Date(NOW.getTime() + ms);
  const cached = (result: PageOutcome, key: string, freshUntil = at(HOUR_MS)): PageOutcome => ({
    ...result,
    cache: { key, freshUntil },
  });
  async function keep(...outcomes: PageOutcome[]): Promise<void> {
    await store().pages.commit(outcomes, NOW);
    await store().resultCache.put(outcomes);
  }
  const titles = async (keys: readonly string[], now = NOW): Promise<unknown[]> =>
    [...(await store().resultCache.find(keys, now))].map(([key, { data }]) => [key, data['title']]);

  describe('the result cache', () => {
    let keys: string[];
    let jobId: string;

    beforeEach(async () => {
      keys = Array.from({ length: 4 }, () => randomUUID());
      jobId = (await accept(newJob((await newAccount(store())).id, 4))).id;
    });

    it('finds what is fresh, by its key', async () => {
      const [a = '', b = '', c = ''] = keys;
      await keep(cached(outcome(jobId, 0), a), cached(outcome(jobId, 1), b, at(1_000)), outcome(jobId, 2));
      assert.deepEqual(await titles([a, b, c]), [
        [a, 'page 0'],
        [b, 'page 1'],
      ]);
      assert.deepEqual(await titles([a, b], at(1_000)), [[a, 'page 0']]);
      assert.deepEqual(await titles([]), []);
    });

    it('takes the later of two results, and one of two in the same group', async () => {
      const [a = ''] = keys;
      await keep(cached(outcome(jobId, 0), a));
      await keep(cached(outcome(jobId, 1), a));
      assert.deepEqual(await titles([a]), [[a, 'page 1']]);
      await keep(cached(outcome(jobId, 2), a), cached(outcome(jobId, 3), a));
      assert.match(String((await titles([a]))[0]), /page [23]$/);
    });

    it('has no errors, and nothing that was not stored', async () => {
      const [a = '', b = ''] = keys;
      await keep(cached(failed(jobId, 0), a));
      await store().resultCache.put([cached(outcome(jobId, 1), b)]);
      assert.deepEqual(await titles([a, b]), []);
    });

    it('forgets a result with the job that it came from', async () => {
      const [a = ''] = keys;
      const forever = at(1_000 * HOUR_MS);
      await keep(cached(outcome(jobId, 0), a, forever));
      await store().jobs.settle(jobId, 'completed', null, NOW, EXPIRY);
      assert.deepEqual(await titles([a]), [[a, 'page 0']]);
      while ((await store().jobs.prune(at(2 * HOUR_MS), HOUR_MS, 100)) > 0);
      assert.deepEqual(await titles([a], at(2 * HOUR_MS)), []);
    });

    it('is pruned of what is stale, then of what is beyond its bound', async () => {
      const [a = '', b = '', c = '', d = ''] = keys;
      const far = 1_000 * HOUR_MS;
      await keep(
        cached(outcome(jobId, 0), a, at(-1)),
        cached(outcome(jobId, 1), b, at(far)),
        cached(outcome(jobId, 2), c, at(far + 2)),
        cached(outcome(jobId, 3), d, at(far + 1)),
      );
      await store().resultCache.prune(NOW, 2);
      assert.deepEqual((await titles(keys, at(-2))).map(([key]: any) => key).sort(), [c, d].sort());
      await store().resultCache.prune(NOW, 0);
      assert.deepEqual(await titles(keys), []);
    });
  });
}
