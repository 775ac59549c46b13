/**
 * The runs of a line as calendars in UTC, for a scheduler that knows calendars but neither this reading of cron lines nor
 * the same release of the time zone database.
 */

import { dayOf, matchesDay, periodsOfDay, runsAfter, runsOfDay, type Timetable } from './runs.js';
import { DAY_MS } from './zone-clock.js';

/** All minutes that match every list; an empty list matches everything. All in UTC, all ascending. */
export interface Calendar {
  readonly years: readonly number[];
  /** From 1. */
  readonly months: readonly number[];
  readonly days: readonly number[];
  /** From 0, which is Sunday. */
  readonly weekdays: readonly number[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
}

export interface FiringPlan {
  readonly calendars: readonly Calendar[];
  /** True when the calendars hold for ever; otherwise they end at some time after `HORIZON_DAYS`. */
  readonly isEndless: boolean;
}

/** How far a plan that ends reaches at least. */
export const HORIZON_DAYS = 400;
/** It reaches further for a line that has fewer runs in that time. */
const MIN_RUNS = 20;
const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/**
 * The runs from the day before `from` on. In UTC itself the line's own fields are calendars. Elsewhere the days are listed:
 * at most a few calendars for each month.
 */
export function planFirings(timetable: Timetable, from: Date): FiringPlan {
  return timetable.clock.isUtc
    ? { calendars: ownCalendars(timetable), isEndless: true }
    : { calendars: listedCalendars(timetable, from), isEndless: false };
}

function ownCalendars({ line }: Timetable): Calendar[] {
  const { months, hours, minutes, days, weekdays } = line;
  const common = { years: [], months, hours, minutes };
  return line.eitherDay
    ? [
        { ...common, days, weekdays: [] },
        { ...common, days: [], weekdays },
      ]
    : [{ ...common, days, weekdays }];
}

/** Times of a day that repeat on several days (counted from 1970-01-01). */
interface Block {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly days: number[];
}

function listedCalendars(timetable: Timetable, from: Date): Calendar[] {
  const first = dayOf(from.getTime()) - 1;
  const last = Math.max(first + HORIZON_DAYS, lastDayOf(timetable, from));
  const ordinary = new Map<number, number[]>();
  const blocks: Block[] = [];
  for (let day = first; day <= last; day += 1) {
    if (!matchesDay(timetable.line, day)) continue;
    const [period, ...others] = periodsOfDay(timetable.clock, day);
    if (period !== undefined && others.length === 0) {
      const days = ordinary.get(period.offsetMs) ?? [];
      days.push(day);
      ordinary.set(period.offsetMs, days);
    } else {
      const minutes = runsOfDay(timetable, day).map((run) => (run - day * DAY_MS) / MINUTE_MS);
      blocks.push(...blocksOf(minutes, [day]));
    }
  }
  for (const [offsetMs, days] of ordinary) {
    const minutes = timetable.minutesOfDay.map((minute) => minute - offsetMs / MINUTE_MS);
    blocks.push(...blocksOf(minutes, days));
  }
  return blocks.flatMap(calendarsOf);
}

/** The day of the last of the fewest runs that a plan has. */
function lastDayOf(timetable: Timetable, from: Date): number {
  return dayOf(runsAfter(timetable, from, MIN_RUNS).at(-1)?.getTime() ?? 0) + 1;
}

/** `minutes` are counted from midnight (UTC) of each of the days; those outside of the day belong to a day beside it. */
function blocksOf(minutes: readonly number[], days: readonly number[]): Block[] {
  const minutesOfHour = new Map<number, number[]>();
  for (const minute of minutes) {
    const hour = Math.floor(minute / 60);
    const known = minutesOfHour.get(hour) ?? [];
    known.push(minute - hour * 60);
    minutesOfHour.set(hour, known);
  }
  const blocks = new Map<string, { shift: number; hours: number[]; minutes: number[] }>();
  for (const [hour, inHour] of minutesOfHour) {
    const shift = Math.floor((hour * 60) / DAY_MINUTES);
    const key = `${shift} ${inHour.join()}`;
    const block = blocks.get(key) ?? { shift, hours: [], minutes: inHour };
    block.hours.push(hour - shift * 24);
    blocks.set(key, block);
  }
  return [...blocks.values()].map(({ shift, hours, minutes: inHour }) => ({
    hours,
    minutes: inHour,
    days: days.map((day) => day + shift),
  }));
}

/** One calendar for all months of a year that have the same days. */
function calendarsOf({ hours, minutes, days }: Block): Calendar[] {
  const daysOfMonth = new Map<string, { year: number; month: number; days: number[] }>();
  for (const day of days) {
    const date = new Date(day * DAY_MS);
    const key = date.toISOString().slice(0, 7);
    const known = daysOfMonth.get(key) ?? {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      days: [],
    };
    known.days.push(date.getUTCDate());
    daysOfMonth.set(key, known);
  }
  const calendars = new Map<string, { year: number; months: number[]; days: readonly number[] }>();
  for (const { year, month, days: inMonth } of daysOfMonth.values()) {
    // The days after a month's end do no harm, and all whole months become the same.
    const isWhole = inMonth.length === new Date(Date.UTC(year, month, 0)).getUTCDate();
    const listed = isWhole ? [] : inMonth;
    const key = `${year} ${listed.join()}`;
    const calendar = calendars.get(key) ?? { year, months: [], days: listed };
    calendar.months.push(month);
    calendars.set(key, calendar);
  }
  return [...calendars.values()].map(({ year, months, days: listed }) => ({
    years: [year],
    months,
    days: listed,
    weekdays: [],
    hours,
    minutes,
  }));
}
