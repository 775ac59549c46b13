import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { createScheduler } from '../../src/adapters/temporal/scheduler.js';
import { readTimetable, runsAfter, type Timetable } from '../../src/core/schedule/runs.js';
import type { Schedule } from '../../src/core/schedule/schedule.js';
import type { ScheduleCheck, Scheduler } from '../../src/ports/scheduler.js';
import { cronLines, FUZZ_ZONES } from '../support/cron-lines.js';
import { sharedTemporal } from '../support/temporal.js';
import { waitFor } from '../support/wait.js';

/** A longer run by hand: `SCHEDULE_FUZZ_LINES=2000 SCHEDULE_FUZZ_SEED=1 npx mocha dist/test/adapters/scheduler.test.js`. */
const LINES = Number(process.env['SCHEDULE_FUZZ_LINES'] ?? 20);
const SEED = Number(process.env['SCHEDULE_FUZZ_SEED'] ?? 20261128);
const AT_ONCE = 8;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Temporal lists at most 1,000 times; a minute line has 960 in this time. */
const AROUND_MS = 8 * HOUR_MS;
const QUEUE = `nobody-${randomUUID()}`;

describe('what Temporal fires', function () {
  this.timeout(60_000 + LINES * FUZZ_ZONES.length * 1_000);
  let connection: Connection;
  let client: Client;
  let scheduler: Scheduler & ScheduleCheck;

  before(async () => {
    connection = await Connection.connect({ address: await sharedTemporal() });
    client = new Client({ connection });
    scheduler = createScheduler(client, QUEUE);
  });
  after(() => connection?.close());

  const handleOf = (id: string) => client.schedule.getHandle(`${QUEUE}-schedule-${id}`);

  const times = (dates: readonly Date[]): string[] => dates.map((date) => date.toISOString());

  /** The ten times that Temporal shows are the next ten of ours. */
  async function checkNext(schedule: Schedule, table: Timetable, before: Date): Promise<void> {
    const shown = times((await handleOf(schedule.id).describe()).info.nextActionTimes);
    const ours = times(runsAfter(table, before, 12));
    // A run can have become due since.
    const first = ours.findIndex((time) => time === shown[0]);
    const due = ours.slice(0, Math.max(0, first));
    assert.ok(
      due.every((time) => Date.parse(time) <= Date.now()),
      `${shown[0]} is shown, ${ours[0]} is next`,
    );
    assert.deepEqual(shown, ours.slice(Math.max(0, first), Math.max(0, first) + 10));
  }

  /** The same times around each change of the zone's clock in the coming 380 days. */
  async function checkChanges(schedule: Schedule, table: Timetable): Promise<void> {
    const now = Date.now();
    for (const { start } of table.clock.periods(now + DAY_MS, now + 380 * DAY_MS).slice(1)) {
      const [from, to] = [start - AROUND_MS, start + AROUND_MS];
      const listed = await client.workflowService.listScheduleMatchingTimes({
        namespace: 'default',
        scheduleId: `${QUEUE}-schedule-${schedule.id}`,
        startTime: { seconds: from / 1_000 },
        endTime: { seconds: to / 1_000 },
      } as never);
      const shown = listed.startTime.map(({ seconds }) => new Date(Number(seconds) * 1_000));
      const ours = runsAfter(table, new Date(from), 1_001).filter((run) => run.getTime() <= to);
      assert.deepEqual(times(shown), times(ours));
    }
  }

  async function check(cronExpression: string, timezone: string, no: number): Promise<void> {
    const schedule = scheduleOf(`fuzz-${no}`, cronExpression, timezone);
    const table = readTimetable(cronExpression, timezone);
    assert.ok(table !== null);
    try {
      const before = new Date();
      const outcome = await scheduler.apply(schedule);
      assert.equal(outcome.accepted, true);
      await checkNext(schedule, table, before);
      await checkChanges(schedule, table);
    } catch (error) {
      throw new Error(`${cronExpression} in ${timezone} (seed ${SEED}): ${String(error)}`, { cause: error });
    } finally {
      await scheduler.remove(schedule.id);
    }
  }

  it(`is what we work out: ${LINES} random lines in ${FUZZ_ZONES.length} zones`, async () => {
    const lines = fc.sample(cronLines(), { seed: SEED, numRuns: LINES });
    const cases = lines.flatMap((line) => FUZZ_ZONES.map((zone): [string, string] => [line, zone]));
    const next = cases.entries();
    const work = async (): Promise<void> => {
      for (const [no, [line, zone]] of next) await check(line, zone, no);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });

  it('is what we work out in UTC and in zones without changes', async () => {
    const zones = ['UTC', 'Etc/GMT+5', 'Asia/Kathmandu', 'Asia/Kolkata'];
    const lines = [
      '0 0 */2 * 1',
      '0 9 13 * 5',
      '* * * * *',
      '0 0 29 2 *',
      '0 0 * * sat-sun',
      '*/7 3-22/3 13 2 mon-7',
    ];
    for (const [no, line] of lines.entries())
      for (const zone of zones) await check(line, zone, zones.indexOf(zone) * 100 + no);
  });

  it('says when it has to be renewed, which in UTC is never', async () => {
    const soon = createScheduler(client, QUEUE, () => new Date('2026-12-01T00:00:00Z'));
    assert.deepEqual(await soon.apply(scheduleOf('utc', '0 9 * * *', 'UTC')), {
      accepted: true,
      renewAt: null,
    });
    const renewAt = new Date('2026-12-31T00:00:00Z');
    assert.deepEqual(await soon.apply(scheduleOf('berlin', '0 9 * * *', 'Europe/Berlin')), {
      accepted: true,
      renewAt,
    });
    for (const id of ['utc', 'berlin']) await soon.remove(id);
  });

  it('tells people what its calendars were made from', async () => {
    await scheduler.apply(scheduleOf('noted', '30 7 * * 1-5', 'Europe/Kyiv'));
    const { state, policies } = await handleOf('noted').describe();
    assert.equal(state.note, '30 7 * * 1-5 in Europe/Kyiv');
    assert.equal(policies.overlap, 'SKIP');
    await scheduler.remove('noted');
  });

  it('is told apart from what it should be: missing, another line, another pause', async () => {
    const [same, moved, paused, gone] = ['same', 'moved', 'paused', 'gone'].map((id) =>
      scheduleOf(id, '0 9 * * *', 'UTC'),
    ) as [Schedule, Schedule, Schedule, Schedule];
    try {
      await scheduler.apply(same);
      await scheduler.apply({ ...moved, cronExpression: '0 8 * * *' });
      await scheduler.apply({ ...paused, enabled: false });
      const lacking = (): Promise<string[]> => scheduler.lacking([same, moved, paused, gone]);
      // Temporal's lists follow a moment later.
      await waitFor('the list to have them', async () => !(await lacking()).includes('same'), 30_000);
      assert.deepEqual(await lacking(), ['moved', 'paused', 'gone']);
    } finally {
      for (const { id } of [same, moved, paused]) await scheduler.remove(id);
    }
  });

  it('is nothing where Temporal refuses the schedule, or the line cannot be read', async () => {
    const tooLong = await scheduler.apply(scheduleOf('x'.repeat(1_200), '0 9 * * *', 'UTC'));
    assert.equal(tooLong.accepted, false);
    const unreadable = await scheduler.apply(scheduleOf('bad', '0 10-24/6 * * *', 'UTC'));
    assert.equal(unreadable.accepted, false);
  });
});

function scheduleOf(id: string, cronExpression: string, timezone: string): Schedule {
  const owner = { accountId: 'a', spiderId: 'p', createdAt: new Date() };
  return { ...owner, id, cronExpression, timezone, enabled: true, version: 1 };
}
