/**
 * When a cron line runs in a time zone: the one answer that the API shows, that Temporal is given, and that missed runs are
 * judged by.
 *
 * Where the clock changes:
 * - A line whose hour field does not begin with `*` runs once for each time it names. If a time comes twice, it runs at the
 *   first. If times are skipped, it runs once, at the first instant after the gap.
 * - A line whose hour field begins with `*` follows real time: it runs in both passes of a repeated hour, and has no run for
 *   a skipped one.
 */

import { matchesDate, readCronLine, type CronLine } from './cron-line.js';
import { DAY_MS, zoneClock, type Period, type ZoneClock } from './zone-clock.js';

const MINUTE_MS = 60_000;

/** Temporal knows no later year. */
const LAST_DAY = dayOf(Date.UTC(2100, 11, 31));

/** A line and a zone, read once. */
export interface Timetable {
  readonly line: CronLine;
  readonly clock: ZoneClock;
  /** The line's times of a day in minutes after midnight, ascending. */
  readonly minutesOfDay: readonly number[];
}

/** Null when the line or the zone cannot be read. */
export function readTimetable(cronExpression: string, timezone: string): Timetable | null {
  const line = readCronLine(cronExpression);
  const clock = zoneClock(timezone);
  if (line === null || clock === null) return null;
  const minutesOfDay = line.hours.flatMap((hour) => line.minutes.map((minute) => hour * 60 + minute));
  return { line, clock, minutesOfDay };
}

/** The line with single blanks between its fields; null when it is no cron line, or has no run after `now`. */
export function readCronExpression(text: string, now: Date): string | null {
  const expression = text.trim().split(/\s+/).join(' ');
  const timetable = readTimetable(expression, 'UTC');
  return timetable === null || runsAfter(timetable, now, 1).length === 0 ? null : expression;
}

/** The next `count` runs after `after`; fewer when the line has no more before the year 2101. */
export function runsAfter(timetable: Timetable, after: Date, count: number): Date[] {
  const runs: Date[] = [];
  let last = after.getTime();
  // The zone's date is at most one day away from that in UTC; a gap can move a run to the next day.
  for (let day = dayOf(last) - 2; day <= LAST_DAY; day += 1) {
    if (!matchesDay(timetable.line, day)) continue;
    for (const run of runsOfDay(timetable, day)) {
      if (run <= last) continue;
      runs.push(new Date(run));
      if (runs.length === count) return runs;
      last = run;
    }
  }
  return runs;
}

/** The last run that is after `after` and not after `until`; null when there is none. */
export function lastRun(timetable: Timetable, after: Date, until: Date): Date | null {
  for (let day = dayOf(until.getTime()) + 1; day >= dayOf(after.getTime()) - 2; day -= 1) {
    if (!matchesDay(timetable.line, day)) continue;
    const due = runsOfDay(timetable, day).filter((run) => run > after.getTime() && run <= until.getTime());
    if (due.length > 0) return new Date(Math.max(...due));
  }
  return null;
}

/** Days are counted from 1970-01-01. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** Whether the line matches the date of this day. */
export function matchesDay(line: CronLine, day: number): boolean {
  const date = new Date(day * DAY_MS);
  return matchesDate(line, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay());
}

/** The periods of the zone's clock in which a day of that zone, and any gap at its ends, lies. */
export function periodsOfDay(clock: ZoneClock, day: number): Period[] {
  return clock.periods((day - 1) * DAY_MS, (day + 2) * DAY_MS);
}

/** The runs of one date of the zone, ascending, in Unix milliseconds; the date must match the line. */
export function runsOfDay({ line, clock, minutesOfDay }: Timetable, day: number): number[] {
  const midnight = day * DAY_MS;
  const periods = periodsOfDay(clock, day);
  const [only] = periods;
  if (only !== undefined && periods.length === 1)
    return minutesOfDay.map((minute) => midnight + minute * MINUTE_MS - only.offsetMs);
  const walls = minutesOfDay.map((minute) => midnight + minute * MINUTE_MS);
  const runs = new Set<number>();
  /** How far the wall clock has come in the periods before. */
  let reached = -Infinity;
  for (const { start, end, offsetMs } of periods) {
    const from = start + offsetMs;
    const to = end + offsetMs;
    const isSkipped = (wall: number): boolean => wall >= reached && wall < from;
    if (!line.everyHour && Number.isFinite(reached) && walls.some(isSkipped)) runs.add(start);
    for (const wall of walls) {
      const isRepeated = wall < reached;
      if (wall >= from && wall < to && (line.everyHour || !isRepeated)) runs.add(wall - offsetMs);
    }
    reached = Math.max(reached, to);
  }
  return [...runs].sort((a, b) => a - b);
}
