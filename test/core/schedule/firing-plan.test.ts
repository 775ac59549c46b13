import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { HORIZON_DAYS, planFirings, type Calendar } from '../../../src/core/schedule/firing-plan.js';
import { readTimetable, runsAfter, type Timetable } from '../../../src/core/schedule/runs.js';
import { cronLines, FUZZ_ZONES } from '../../support/cron-lines.js';

const DAY_MS = 24 * 3_600_000;
const FROM = new Date('2026-11-28T12:34:56Z');

function timetable(cron: string, timezone: string): Timetable {
  const read = readTimetable(cron, timezone);
  assert.ok(read !== null, `${cron} ${timezone}`);
  return read;
}

/** All times that the calendars match between the two, each once. */
function timesOf(calendars: readonly Calendar[], after: Date, until: Date): number[] {
  const has = (list: readonly number[], number: number): boolean =>
    list.length === 0 || list.includes(number);
  const times = new Set<number>();
  for (let day = Math.floor(after.getTime() / DAY_MS); day * DAY_MS <= until.getTime(); day += 1) {
    const date = new Date(day * DAY_MS);
    for (const { years, months, days, weekdays, hours, minutes } of calendars) {
      if (!has(years, date.getUTCFullYear()) || !has(months, date.getUTCMonth() + 1)) continue;
      if (!has(days, date.getUTCDate()) || !has(weekdays, date.getUTCDay())) continue;
      for (const hour of hours)
        for (const minute of minutes) times.add(day * DAY_MS + hour * 3_600_000 + minute * 60_000);
    }
  }
  const wanted = [...times].filter((time) => time > after.getTime() && time <= until.getTime());
  return wanted.sort((a, b) => a - b);
}

function runsUntil(table: Timetable, after: Date, until: Date): number[] {
  const runs: number[] = [];
  for (let last = after; last <= until;) {
    const next = runsAfter(table, last, 1_500).map((run) => run.getTime());
    runs.push(...next.filter((run) => run <= until.getTime()));
    last = new Date(next.at(-1) ?? Infinity);
  }
  return runs;
}

describe('a firing plan', () => {
  it('has the runs of the whole horizon and no others, in a few calendars', function () {
    this.timeout(120_000);
    const until = new Date(FROM.getTime() + (HORIZON_DAYS - 2) * DAY_MS);
    const zone = fc.constantFrom(...FUZZ_ZONES, 'UTC', 'Asia/Kathmandu', 'America/Nuuk', 'Antarctica/Troll');
    fc.assert(
      fc.property(cronLines(), zone, (cron, timezone) => {
        const table = timetable(cron, timezone);
        const { calendars } = planFirings(table, FROM);
        assert.ok(calendars.length <= 150, `${cron} ${timezone}: ${calendars.length} calendars`);
        assert.deepEqual(timesOf(calendars, FROM, until), runsUntil(table, FROM, until));
      }),
      { seed: 20261128, numRuns: 25 },
    );
  });

  it('is the line itself, and has no end, in UTC', () => {
    const fields = { years: [], months: [2], hours: [9], minutes: [0] };
    assert.deepEqual(planFirings(timetable('0 9 13 2 5', 'Etc/UTC'), FROM), {
      calendars: [
        { ...fields, days: [13], weekdays: [] },
        { ...fields, days: [], weekdays: [5] },
      ],
      isEndless: true,
    });
    assert.equal(planFirings(timetable('0 9 * * *', 'Europe/London'), FROM).isEndless, false);
  });

  it('reaches beyond the horizon for a line that seldom runs', () => {
    const table = timetable('30 1 29 2 *', 'Europe/Berlin');
    const until = new Date('2090-01-01T00:00:00Z');
    assert.deepEqual(timesOf(planFirings(table, FROM).calendars, FROM, until), runsUntil(table, FROM, until));
  });
});
