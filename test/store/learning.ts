/** Where pages have shown that the fields of a job stand. */

import { strict as assert } from 'node:assert';
import type { Learned } from '../../src/core/extract/anchor/learned.js';
import type { Store } from '../../src/ports/store/index.js';
import { createSteps, EXPIRY, HOUR_MS, newAccount, newJob, NOW } from './fixtures.js';

export function describeLearning(store: () => Store): void {
  const { accept } = createSteps(store);
  const learned = (from: string, key = 'og:title'): Learned => ({
    from,
    places: { title: [{ kind: 'meta', key }] },
  });

  describe('what pages of a job have shown', () => {
    let jobId: string;
    beforeEach(async () => {
      jobId = (await accept(newJob((await newAccount(store())).id, 2))).id;
    });

    it('is kept by host', async () => {
      const { learnedPlaces } = store();
      assert.deepEqual(await learnedPlaces.read(jobId), new Map());
      await learnedPlaces.update(jobId, 'a.test', () => learned('http://a.test/1'), 10);
      await learnedPlaces.update(jobId, 'b.test', () => learned('http://b.test/1', 'a\u0000b'), 10);
      const known = await learnedPlaces.read(jobId);
      assert.deepEqual(known.get('a.test'), learned('http://a.test/1'));
      assert.deepEqual([...known.keys()].sort(), ['a.test', 'b.test']);
    });

    it('is merged with what is known, also by two at the same time', async () => {
      const { learnedPlaces } = store();
      const add = (name: string): Promise<Learned | null> =>
        learnedPlaces.update(
          jobId,
          'a.test',
          (known) => ({ from: known?.from ?? name, places: { ...known?.places, [name]: [] } }),
          10,
        );
      await Promise.all(['a', 'b', 'c', 'd'].map(add));
      const known = (await learnedPlaces.read(jobId)).get('a.test');
      assert.deepEqual(Object.keys(known?.places ?? {}).sort(), ['a', 'b', 'c', 'd']);
    });

    it('is of so many hosts at the most', async () => {
      const { learnedPlaces } = store();
      const learn = (host: string): Promise<Learned | null> =>
        learnedPlaces.update(jobId, host, () => learned(host), 2);
      await learn('a.test');
      await learn('b.test');
      assert.equal(await learn('c.test'), null);
      assert.notEqual(await learn('a.test'), null);
      assert.equal((await learnedPlaces.read(jobId)).size, 2);
    });

    it('goes with the results of the job', async () => {
      const { learnedPlaces, jobs } = store();
      await learnedPlaces.update(jobId, 'a.test', () => learned('http://a.test/1'), 10);
      await jobs.settle(jobId, 'completed', null, NOW, EXPIRY);
      const later = new Date(EXPIRY.getTime() + HOUR_MS);
      while ((await jobs.prune(later, 365 * 24 * HOUR_MS, 1_000)) > 0);
      assert.notEqual(await jobs.get(jobId), null);
      assert.equal((await learnedPlaces.read(jobId)).size, 0);
    });
  });
}
