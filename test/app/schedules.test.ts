import { strict as assert } from 'node:assert';
import { createSchedulesApp } from '../../src/app/schedules.js';
import { ZONE_DATA } from '../../src/core/schedule/zone-clock.js';
import { PartAway } from '../../src/ports/part-away.js';
import type { Log } from '../../src/ports/log.js';
import type { Application } from '../../src/ports/scheduler.js';
import type { Schedule, ScheduleOfSpider } from '../../src/core/schedule/schedule.js';
import type { Schedules } from '../../src/ports/store/schedules.js';
import type { Account } from '../../src/core/account.js';

const ACCOUNT = { id: 'a' } as Account;
const SPIDER = '00000000-0000-4000-8000-000000000001';
const NOW = new Date('2026-11-28T12:00:00Z');
const REFUSED: Application = { accepted: false, reason: 'no such time' };
const ACCEPTED: Application = { accepted: true, renewAt: new Date('2026-12-28T12:00:00Z') };

/** The use cases over a store of one schedule, with a scheduler that answers `answers` one after the other. */
function appWith(
  answers: (Application | Error)[],
  rows: ScheduleOfSpider[] = [],
  /** What the schedule is by the time it has been applied; as it was when left out. */
  current?: Schedule[],
) {
  const calls: unknown[][] = [];
  const logged: [string, any][] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]): Promise<void> =>
      void calls.push([name, ...args]);
  const schedules: Partial<Schedules> = {
    create: async () => true,
    get: async () => rows[0] ?? null,
    update: async (_account, _id, patch) => ({ ...(rows[0] as ScheduleOfSpider), ...patch, version: 2 }),
    remove: async (_account, id) => {
      calls.push(['remove', id]);
      return true;
    },
    unapplied: async () => rows,
    noteApplied: async (...args) => {
      calls.push(['noteApplied', ...args]);
      const [id, version] = args;
      return current === undefined ? { ...ROW, id, version } : (current.shift() ?? null);
    },
    restore: note('restore'),
    disable: note('disable'),
    noteFailed: note('noteFailed'),
  };
  const log = (level: string) => (about: unknown) => void logged.push([level, about]);
  const app = createSchedulesApp({
    store: { schedules: schedules as Schedules },
    scheduler: {
      apply: async () => {
        const answer = answers.shift();
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often');
        return answer;
      },
      remove: note('unapply'),
    },
    now: () => NOW,
    log: { info: log('info'), warn: log('warn'), error: log('error') } as unknown as Log,
  });
  return { app, calls, logged };
}

const NEW = { spiderId: SPIDER, cronExpression: '0 9 * * *', timezone: 'UTC', enabled: true };
const ROW: ScheduleOfSpider = {
  ...NEW,
  id: '00000000-0000-4000-8000-000000000002',
  accountId: 'a',
  spiderName: 'site',
  createdAt: NOW,
  version: 1,
};

describe('schedules', () => {
  it('that Temporal refuses are refused, and not stored', async () => {
    const { app, calls } = appWith([REFUSED]);
    await assert.rejects(app.create(ACCOUNT, NEW), { code: 'INVALID_REQUEST' });
    assert.deepEqual(
      calls.map(([name]) => name),
      ['remove'],
    );
  });

  it('keep what they were when Temporal refuses a change', async () => {
    const { app, calls } = appWith([REFUSED], [ROW]);
    const change = app.update(ACCOUNT, ROW.id, { cronExpression: '0 10 * * *' });
    await assert.rejects(change, { code: 'INVALID_REQUEST' });
    assert.deepEqual(calls, [['restore', ROW, 2]]);
  });

  it('are stored, and applied later, when Temporal does not answer', async () => {
    const { app, calls, logged } = appWith([new Error('unreachable')]);
    const created: Schedule = await app.create(ACCOUNT, NEW);
    assert.equal(created.enabled, true);
    assert.deepEqual(calls, []);
    assert.deepEqual(
      logged.map(([level]) => level),
      ['warn'],
    );
  });

  it('are noted with the time of their renewal and the release of the time zones', async () => {
    const { app, calls } = appWith([ACCEPTED]);
    const { id } = await app.create(ACCOUNT, NEW);
    assert.deepEqual(calls, [['noteApplied', id, 1, new Date('2026-12-28T12:00:00Z'), ZONE_DATA]]);
  });

  it('end as the last change wants them when changes overlap', async () => {
    const newer = { ...ROW, version: 3 };
    const { app, calls } = appWith([ACCEPTED, ACCEPTED], [ROW], [newer, newer]);
    await app.update(ACCOUNT, ROW.id, { enabled: false });
    assert.deepEqual(
      calls.map(([name, , version]) => [name, version]),
      [
        ['noteApplied', 2],
        ['noteApplied', 3],
      ],
    );
  });

  it('are taken out of Temporal when they are deleted while they are applied', async () => {
    const { app, calls } = appWith([ACCEPTED], [ROW], []);
    await app.update(ACCOUNT, ROW.id, { enabled: false });
    assert.deepEqual(calls.at(-1), ['unapply', ROW.id]);
  });

  it('are disabled when Temporal refuses them later, and not tried again', async () => {
    const { app, calls, logged } = appWith([REFUSED], [ROW]);
    await app.catchUp();
    assert.deepEqual(calls, [['disable', ROW.id, 1]]);
    assert.deepEqual(logged, [['error', { schedule: ROW.id, reason: 'no such time' }]]);
  });

  it('that cannot be applied now are one line in the log, without a stack, and hold up no others', async () => {
    const rows = [ROW, { ...ROW, id: 'second' }, { ...ROW, id: 'third' }];
    const { app, calls, logged } = appWith([new Error('unreachable'), ACCEPTED, new Error('lost')], rows);
    await app.catchUp();
    assert.deepEqual(
      calls.map(([name, id]) => [name, id]),
      [
        ['noteFailed', ROW.id],
        ['noteApplied', 'second'],
        ['noteFailed', 'third'],
      ],
    );
    assert.deepEqual(logged, [['warn', { schedules: 2, first: 'Error: unreachable' }]]);
  });

  it('are not tried one after the other while Temporal is away, which is no failure of theirs', async () => {
    const away = new PartAway('Temporal', new Error('unreachable'));
    const { app, calls, logged } = appWith([away, ACCEPTED], [ROW, { ...ROW, id: 'second' }]);
    await app.catchUp();
    assert.deepEqual(calls, []);
    assert.equal(logged.length, 1);
  });

  it('know their next five runs, none while they are not enabled', () => {
    const { app } = appWith([]);
    const next = app
      .nextRuns({ ...ROW, cronExpression: '0 9 * * sat-sun' })
      .map((run) => run.toISOString().slice(0, 10));
    assert.deepEqual(next, ['2026-11-29', '2026-12-05', '2026-12-06', '2026-12-12', '2026-12-13']);
    assert.deepEqual(app.nextRuns({ ...ROW, enabled: false }), []);
    assert.deepEqual(app.nextRuns({ ...ROW, timezone: 'Mars/Olympus' }), []);
  });
});
