import { strict as assert } from 'node:assert';
import { createRunSchedule } from '../../src/app/run-schedule.js';
import { CallRefused } from '../../src/core/failure.js';
import type { Schedule } from '../../src/core/schedule/schedule.js';
import type { Account } from '../../src/core/account.js';
import type { SpiderJob } from '../../src/core/job.js';

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
  async function fire(
    lateMs: number,
    schedule: Schedule | null = SCHEDULE,
    refusal?: CallRefused,
    dueAt = DUE,
  ) {
    const started: (string | undefined)[] = [];
    const removed: string[] = [];
    const runSchedule = createRunSchedule({
      store: {
        schedules: { find: async () => schedule },
        accounts: { get: async () => ({ id: 'a', suspended: false }) as Account },
      } as unknown as Parameters<typeof createRunSchedule>[0]['store'],
      scheduler: {
        apply: async () => ({ accepted: true, renewAt: null }),
        remove: async (id) => void removed.push(id),
      },
      startSpider: async ({ idempotency }) => {
        if (refusal !== undefined) throw refusal;
        started.push(idempotency?.key);
        return { id: 'job' } as SpiderJob;
      },
      now: () => new Date(dueAt + lateMs),
    });
    return { answer: await runSchedule({ scheduleId: 's', dueAt }), started, removed };
  }

  it('starts a job under a key that a repeat of the firing has too', async () => {
    const { answer, started } = await fire(1_000);
    assert.equal(answer, 'job');
    assert.deepEqual(started, ['schedule s 2026-03-10T09:00:00.000Z']);
  });

  it('fails, to be tried again, while the service takes no new jobs', async () => {
    const full = new CallRefused('SERVICE_UNAVAILABLE', 'The disk is almost full.', 60);
    await assert.rejects(fire(1_000, SCHEDULE, full), full);
    const spent = new CallRefused('QUOTA_EXCEEDED', 'No units are left.');
    assert.equal((await fire(1_000, SCHEDULE, spent)).answer, 'not started: No units are left.');
  });

  it('stands for the last time that has been due when it comes late', async () => {
    const lastOf = async (
      lateMs: number,
      cronExpression: string,
      dueAt = DUE,
    ): Promise<string | undefined> => {
      const { answer, started } = await fire(lateMs, { ...SCHEDULE, cronExpression }, undefined, dueAt);
      assert.deepEqual([answer, started.length], ['job', 1]);
      return started[0];
    };
    assert.equal(await lastOf(23 * HOUR_MS, '0 9 * * *'), 'schedule s 2026-03-10T09:00:00.000Z');
    assert.equal(await lastOf(24 * HOUR_MS, '0 9 * * *'), 'schedule s 2026-03-11T09:00:00.000Z');
    assert.equal(await lastOf(240 * HOUR_MS, '0 9 * * *'), 'schedule s 2026-03-20T09:00:00.000Z');
    // Tuesday 09:00, started on Wednesday at 12:00.
    assert.equal(await lastOf(27 * HOUR_MS, '0 9-17 * * 1-5'), 'schedule s 2026-03-11T12:00:00.000Z');
    const sixPast = Date.UTC(2026, 2, 10, 9, 6);
    assert.equal(
      await lastOf(HOUR_MS / 2 - 1, '6,7,8,9,36 * * * *', sixPast),
      'schedule s 2026-03-10T09:09:00.000Z',
    );
  });

  it('stands for its own time when somebody triggered it between two runs', async () => {
    const { started } = await fire(1_000, SCHEDULE, undefined, DUE + HOUR_MS / 2);
    assert.deepEqual(started, ['schedule s 2026-03-10T09:30:00.000Z']);
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
