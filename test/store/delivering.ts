/** Webhook deliveries: written by what they tell of, sent in order, paused and given up with their webhook. */

import { strict as assert } from 'node:assert';
import type { Delivery } from '../../src/core/delivery.js';
import type { Consequence } from '../../src/ports/store/deliveries.js';
import type { Store } from '../../src/ports/store/index.js';
import { createSteps, failed, newAccount, newJob, NOW, outcome } from './fixtures.js';

const after = (ms: number): Date => new Date(NOW.getTime() + ms);

/** `store` is called when the tests run. */
export function describeDelivering(store: () => Store): void {
  const { accept, settle } = createSteps(store);

  describe('webhook deliveries', () => {
    const listening = async (pages: number): Promise<{ id: string; accountId: string }> => {
      const { id } = await newAccount(store());
      const job = await accept(newJob(id, pages, { webhookUrl: 'https://hooks.test/' }));
      return { id: job.id, accountId: id };
    };
    const all = async ({ id, accountId }: { id: string; accountId: string }): Promise<Delivery[]> =>
      (
        await store().deliveries.list(accountId, { jobId: id, state: null, after: null, limit: 100 })
      ).reverse();
    const states = async (job: { id: string; accountId: string }): Promise<string[]> =>
      (await all(job)).map(({ state }) => state);
    const note = async (
      delivery: Delivery,
      consequence: Consequence,
      giveUpBefore = after(-1),
    ): Promise<void> => {
      const attempt = {
        at: NOW,
        durationMs: 5,
        status: consequence.kind === 'delivered' ? 200 : 500,
        error: null,
      };
      await store().deliveries.record(delivery, attempt, consequence, giveUpBefore);
    };
    const due = async (jobId: string, now = NOW): Promise<readonly Delivery[]> => {
      const next = await store().deliveries.next(jobId, now);
      return next.kind === 'due' ? next.deliveries : [];
    };

    it('are made once for each page that ends and for the end of the job, in that order', async () => {
      const job = await listening(2);
      await store().pages.commit([failed(job.id, 1)], NOW);
      await store().pages.commit([outcome(job.id, 0), failed(job.id, 1)], NOW);
      await settle(job.id);
      await settle(job.id);
      const hex = job.id.slice(4);
      assert.deepEqual(
        (await all(job)).map(({ id, kind, pageNo, state }) => [id, kind, pageNo, state]),
        [
          [`evt_${hex}p1`, 'page', 1, 'waiting'],
          [`evt_${hex}p0`, 'page', 0, 'waiting'],
          [`evt_${hex}end`, 'job', null, 'waiting'],
        ],
      );
      assert.deepEqual(
        (await due(job.id)).map(({ id }) => id),
        (await all(job)).map(({ id }) => id),
      );
    });

    it('are not made without a webhook, nor for the end of a cancelled job', async () => {
      const { id } = await newAccount(store());
      const silent = await accept(newJob(id, 1));
      await store().pages.commit([outcome(silent.id, 0)], NOW);
      await settle(silent.id);
      assert.deepEqual(await all({ id: silent.id, accountId: id }), []);
      const job = await listening(1);
      await store().jobs.requestCancel(job.id);
      await settle(job.id);
      assert.deepEqual(await all(job), []);
    });

    it('come back when they are due, and end with their attempts on record', async () => {
      const job = await listening(1);
      await store().pages.commit([outcome(job.id, 0)], NOW);
      const [one] = await due(job.id);
      assert.ok(one);
      await note(one, { kind: 'retry', at: after(1_000) });
      assert.deepEqual(await store().deliveries.next(job.id, NOW), {
        kind: 'later',
        at: after(1_000),
        paused: false,
      });
      const [again] = await due(job.id, after(1_000));
      assert.equal(again?.attempts, 1);
      await note(again, { kind: 'delivered' });
      assert.deepEqual(await store().deliveries.next(job.id, after(5_000)), { kind: 'none' });
      assert.deepEqual(
        (await store().deliveries.attempts(one.id)).map(({ status }) => status),
        [500, 200],
      );
      assert.deepEqual(await states(job), ['delivered']);
    });

    it('wait while their webhook is down, and are given up with the oldest when they waited as long', async () => {
      const job = await listening(7);
      await store().pages.commit(
        [0, 1, 2, 3, 4].map((no) => outcome(job.id, no)),
        NOW,
      );
      for (const delivery of await due(job.id)) await note(delivery, { kind: 'retry', at: after(1_000) });
      await store().pages.commit([outcome(job.id, 5)], after(10));
      await store().pages.commit([outcome(job.id, 6)], after(500));
      assert.deepEqual(await store().deliveries.next(job.id, after(600)), {
        kind: 'later',
        at: after(1_000),
        paused: true,
      });
      assert.deepEqual(
        await store()
          .deliveries.overdue(after(900), 10_000)
          .then((ids) => ids.includes(job.id)),
        false,
      );
      const [oldest] = await due(job.id, after(1_000));
      assert.equal(oldest?.pageNo, 0);
      await note(oldest, { kind: 'failed' }, after(100));
      assert.deepEqual(await states(job), [
        'failed',
        'failed',
        'failed',
        'failed',
        'failed',
        'failed',
        'waiting',
      ]);
      assert.equal(await store().deliveries.replayJob(job.id, after(2_000)), 6);
      assert.equal((await due(job.id, after(2_000))).length, 7);
      assert.ok((await store().deliveries.overdue(after(3_000), 10_000)).includes(job.id));
    });

    it('stop for the whole job when the webhook is gone, later ones too, until one is replayed', async () => {
      const job = await listening(3);
      await store().pages.commit(
        [0, 1].map((no) => outcome(job.id, no)),
        NOW,
      );
      const [one] = await due(job.id);
      assert.ok(one);
      await note(one, { kind: 'stopped' });
      await store().pages.commit([outcome(job.id, 2)], NOW);
      await settle(job.id);
      assert.deepEqual(await states(job), ['stopped', 'stopped', 'stopped', 'stopped']);
      assert.equal((await store().deliveries.replay(one.id, NOW))?.state, 'waiting');
      assert.deepEqual(
        (await due(job.id)).map(({ id }) => id),
        [one.id],
      );
      assert.equal(await store().deliveries.replay('evt_unknown', NOW), null);
    });
  });
}
