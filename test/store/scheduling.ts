/** Schedules: which are to be applied, and how a change is taken back. */

import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { Schedule } from '../../src/core/schedule/schedule.js';
import type { Store } from '../../src/ports/store/index.js';
import { HOUR_MS, newAccount, NOW } from './fixtures.js';

const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);

export function describeScheduling(store: () => Store): void {
  describe('schedules', () => {
    async function newSchedule(): Promise<Schedule> {
      const { id: accountId } = await newAccount(store());
      const spiderId = randomUUID();
      const about = { name: 'site', repoPath: 'site.mjs', description: '', settings: {}, repoId: null };
      await store().spiders.create({ ...about, id: spiderId, accountId, createdAt: NOW });
      const what = { cronExpression: '0 9 * * *', timezone: 'Europe/Kyiv', enabled: true };
      const schedule = { ...what, id: randomUUID(), accountId, spiderId, createdAt: NOW };
      assert.equal(await store().schedules.create(schedule), true);
      return { ...schedule, version: 1 };
    }

    const isUnapplied = async ({ id }: Schedule, now: Date, zoneData = '2025c'): Promise<boolean> =>
      (await store().schedules.unapplied(now, zoneData, 10_000)).some((one) => one.id === id);

    it('are to be applied after a change, at their renewal, and with newer time zones', async () => {
      const schedule = await newSchedule();
      assert.equal(await isUnapplied(schedule, NOW), true);
      const current = await store().schedules.noteApplied(schedule.id, 1, later(1), '2025c');
      assert.equal(current?.version, 1);
      assert.equal(await store().schedules.noteApplied(randomUUID(), 1, null, '2025c'), null);
      assert.equal(await isUnapplied(schedule, NOW), false);
      assert.equal(await isUnapplied(schedule, later(1)), true);
      assert.equal(await isUnapplied(schedule, NOW, '2026a'), true);
      assert.equal(await isUnapplied(schedule, NOW, '2025b'), false, 'an older worker leaves it alone');
      await store().schedules.update(schedule.accountId, schedule.id, { enabled: false });
      assert.equal(await isUnapplied(schedule, NOW), true);
    });

    it('are to be applied again when Temporal turns out to lack them', async () => {
      const [lacking, held] = [await newSchedule(), await newSchedule()];
      for (const { id } of [lacking, held]) await store().schedules.noteApplied(id, 1, null, '2025c');
      const ids = (await store().schedules.applied()).map(({ id }) => id);
      assert.ok([lacking, held].every(({ id }) => ids.includes(id)));
      await store().schedules.noteLacking([lacking.id]);
      assert.deepEqual([await isUnapplied(lacking, NOW), await isUnapplied(held, NOW)], [true, false]);
    });

    it('that cannot be applied wait for their time, and then stand behind all others', async () => {
      const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
      const order = async (now: Date, ...of: Schedule[]): Promise<number[]> =>
        (await store().schedules.unapplied(now, '2025c', 10_000)).flatMap(({ id }) => {
          const index = of.findIndex((one) => one.id === id);
          return index < 0 ? [] : [index];
        });
      const [broken, worse] = [await newSchedule(), await newSchedule()];
      await store().schedules.noteFailed(worse.id, 1, NOW);
      await store().schedules.noteFailed(worse.id, 1, at(1));
      await store().schedules.noteFailed(broken.id, 1, NOW);
      const fresh = await newSchedule();
      assert.deepEqual(await order(at(0.9), broken, worse, fresh), [2]);
      assert.deepEqual(await order(at(1), broken, worse, fresh), [2, 0]);
      assert.deepEqual(await order(at(3), broken, worse, fresh), [2, 0, 1]);
      for (let n = 0; n < 20; n += 1) await store().schedules.noteFailed(worse.id, 1, NOW);
      assert.equal(await isUnapplied(worse, later(1.2)), true, 'about an hour is the longest');
      await store().schedules.noteFailed(worse.id, 2, NOW);
      await store().schedules.update(worse.accountId, worse.id, { cronExpression: '0 1 * * *' });
      assert.equal(await isUnapplied(worse, NOW), true, 'a change is tried at once');
    });

    it('without a renewal are applied once', async () => {
      const schedule = await newSchedule();
      await store().schedules.noteApplied(schedule.id, 1, null, '2025c');
      assert.equal(await isUnapplied(schedule, later(100_000), '2040a'), false);
    });

    it('get back what they were, unless they have changed again', async () => {
      const schedule = await newSchedule();
      const { accountId, id } = schedule;
      await store().schedules.noteApplied(id, 1, null, '2025c');
      await store().schedules.update(accountId, id, { cronExpression: '0 1 * * *', timezone: 'UTC' });
      await store().schedules.restore(schedule, 2);
      const restored = await store().schedules.get(accountId, id);
      assert.deepEqual(restored, { ...schedule, spiderName: 'site' });
      assert.equal(await isUnapplied(schedule, NOW), false);
      await store().schedules.update(accountId, id, { cronExpression: '0 1 * * *' });
      await store().schedules.update(accountId, id, { cronExpression: '0 2 * * *' });
      await store().schedules.restore(schedule, 2);
      assert.equal((await store().schedules.get(accountId, id))?.cronExpression, '0 2 * * *');
    });

    it('are disabled and no longer to be applied, unless they have changed', async () => {
      const schedule = await newSchedule();
      await store().schedules.disable(schedule.id, 2);
      assert.equal((await store().schedules.find(schedule.id))?.enabled, true);
      await store().schedules.disable(schedule.id, 1);
      assert.equal((await store().schedules.find(schedule.id))?.enabled, false);
      assert.equal(await isUnapplied(schedule, later(100_000)), false);
    });
  });
}
