/** A firing plan as Temporal's spec. Never as cron expressions: Temporal reads those in its own way. */

import type { CalendarSpec, ScheduleSpec } from '@temporalio/client';
import type { Calendar, FiringPlan } from '../../core/schedule/firing-plan.js';

type Month = Exclude<CalendarSpec['month'], undefined | '*' | readonly unknown[] | object>;
type Weekday = Exclude<CalendarSpec['dayOfWeek'], undefined | '*' | readonly unknown[] | object>;

const MONTHS: readonly Month[] = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
];
const WEEKDAYS: readonly Weekday[] = [
  'SUNDAY',
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
];

export function scheduleSpec(plan: FiringPlan): ScheduleSpec {
  return { calendars: plan.calendars.map(toCalendar), timezone: 'UTC' };
}

function toCalendar({ years, months, days, weekdays, hours, minutes }: Calendar): CalendarSpec {
  return {
    second: 0,
    minute: ranges(minutes),
    hour: ranges(hours),
    dayOfMonth: ranges(days),
    month: months.length === 0 ? '*' : months.map((month) => MONTHS[month - 1] as Month),
    year: ranges(years),
    dayOfWeek: weekdays.length === 0 ? '*' : weekdays.map((weekday) => WEEKDAYS[weekday] as Weekday),
  };
}

/** `1, 2, 3, 7` as `1-3, 7`; an empty list means all. */
function ranges(numbers: readonly number[]): '*' | { start: number; end: number }[] {
  if (numbers.length === 0) return '*';
  const found: { start: number; end: number }[] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && number === last.end + 1) last.end = number;
    else found.push({ start: number, end: number });
  }
  return found;
}
