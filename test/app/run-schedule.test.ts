import { strict as assert } from 'node:assert';
import { createRunSchedule } from '../../src/app/run-schedule.js';
import { CallRefused } from '../../src/core/failure.js';
import type { Schedule } from '../../src/ports/spiders.js';
import type { Account, Job } from '../../src/ports/store.js';

const SCHEDULE: Schedule = {
  id: 's',
  accountId: 'a',
  spiderId: 'p',
  cronExpression: '0 9 * * *',
  timezone: 'UTC',
  enabled: true,
  createdAt: new Date(0),
  version: 1,
};
const DUE = Date.UTC(2026, 2, 10, 9);
const HOUR_MS = 3_600_000;

describe('a firing of a schedule', () => {
  /** Fires one that was due at `DUE`, `lateMs` later; resolves with the answer and what was started and removed. */
  async function fire(lateMs: number, schedule: Schedule | null = SCHEDULE, refusal?: CallRefused) {
    const started: (string | undefined)[] = [];
    const removed: string[] = [];
    const runSchedule = createRunSchedule({
      store: {
        schedules: { find: async () => schedule },
        accounts: { get: async () => ({ id: 'a', suspended: false }) as Account },
      } as unknown as Parameters<typeof createRunSchedule>[0]['store'],
      scheduler: { apply: async () => undefined, remove: async (id) => void removed.push(id) },
      startSpider: async ({ idempotency }) => {
        if (refusal !== undefined) throw refusal;
        started.push(idempotency?.key);
        return { id: 'job' } as Job;
      },
      now: () => new Date(DUE + lateMs),
    });
    return { answer: await runSchedule({ scheduleId: 's', dueAt: DUE }), started, removed };
  }

  it('starts a job under a key that a repeat of the firing has too', async () => {
    const { answer, started } = await fire(1_000);
    assert.equal(answer, 'job');
    assert.deepEqual(started, ['schedule s 2026-03-10T09:00:00.000Z']);
  });

  it('is made up for when it comes late, unless a later one has been due', async () => {
    assert.equal((await fire(23 * HOUR_MS)).answer, 'job');
    for (const lateMs of [24 * HOUR_MS, 240 * HOUR_MS]) {
      const { answer, started } = await fire(lateMs);
      assert.match(answer, /^not started: a later run was due/);
      assert.deepEqual(started, []);
    }
  });

  it('starts nothing for a schedule that is not enabled, or gone, which it then ends', async () => {
    assert.match((await fire(0, { ...SCHEDULE, enabled: false })).answer, /not enabled/);
    const { answer, removed, started } = await fire(0, null);
    assert.match(answer, /deleted/);
    assert.deepEqual([removed, started], [['s'], []]);
  });

  it('says why a job was refused', async () => {
    const refusal = new CallRefused('QUOTA_EXCEEDED', 'Nothing is left.');
    assert.equal((await fire(0, SCHEDULE, refusal)).answer, 'not started: Nothing is left.');
  });
});
