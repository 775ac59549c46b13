/** What jobs take of the model. */

import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { Store } from '../../src/ports/store/index.js';
import { createSteps, newAccount, newJob, NOW } from './fixtures.js';

export function describeModelling(store: () => Store): void {
  const { accept } = createSteps(store);

  describe("a job's tokens", () => {
    it('are taken up to the bound exactly, whoever takes at once, and given back', async () => {
      const { id } = await accept(newJob((await newAccount(store())).id, 1));
      const { modelBudget } = store();
      assert.equal(await modelBudget.reserveTokens(id, 101, 100), false);
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => modelBudget.reserveTokens(id, 10, 100)),
      );
      assert.equal(taken.filter(Boolean).length, 10);
      await modelBudget.addTokens(id, -5);
      assert.deepEqual(
        [await modelBudget.reserveTokens(id, 6, 100), await modelBudget.reserveTokens(id, 5, 100)],
        [false, true],
      );
    });
  });

  describe('slots of the deployment', () => {
    it('are as many as allowed, of all and of one account, until given back or over', async () => {
      const { modelBudget } = store();
      const until = new Date(NOW.getTime() + 1_000);
      const limits = { all: 3, perAccount: 2 };
      const ids = Array.from({ length: 12 }, () => randomUUID());
      const takes = await Promise.all(
        ids.map((id, at) =>
          modelBudget.takeSlot({ id, accountId: at % 2 === 0 ? 'a' : 'b', until }, limits, NOW),
        ),
      );
      assert.equal(takes.filter(Boolean).length, 3);
      const [first = ''] = ids.filter((_, at) => takes[at]);
      const next = (accountId: string, now = NOW): Promise<boolean> =>
        modelBudget.takeSlot({ id: randomUUID(), accountId, until }, limits, now);
      assert.equal(await next('c'), false);
      await modelBudget.giveSlot(first);
      assert.deepEqual([await next('c'), await next('c')], [true, false]);
      assert.equal(await next('c', until), true);
      for (const id of ids) await modelBudget.giveSlot(id);
    });
  });
}
