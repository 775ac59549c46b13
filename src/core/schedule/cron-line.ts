/**
 * Cron lines of five fields as ordinary (Vixie, Debian) cron has them: minute, hour, day of the month, month, day of the
 * week. Fields are numbers, ranges, steps and lists; months and weekdays have English names of three letters; 0 and 7 are
 * Sunday.
 */

export interface CronLine {
  /** All fields are ascending lists of the numbers that match. */
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Days of the month, from 1. */
  readonly days: readonly number[];
  /** From 1, which is January. */
  readonly months: readonly number[];
  /** From 0, which is Sunday, to 6. */
  readonly weekdays: readonly number[];
  /**
   * True when neither day field begins with `*`: then a date matches if either of them does. Otherwise both must match.
   * (crontab(5); cron looks only at the first character, so a star with a step counts as well.)
   */
  readonly eitherDay: boolean;
  /** True when the hour field begins with `*`: such a line follows real time when the clock changes. */
  readonly everyHour: boolean;
}

interface Field {
  readonly min: number;
  readonly max: number;
  /** The last number that a star stands for. */
  readonly whole: number;
  /** The first one has the number `min`. */
  readonly names: readonly string[];
}

const MINUTE: Field = { min: 0, max: 59, whole: 59, names: [] };
const HOUR: Field = { min: 0, max: 23, whole: 23, names: [] };
const DAY: Field = { min: 1, max: 31, whole: 31, names: [] };
const MONTH: Field = {
  min: 1,
  max: 12,
  whole: 12,
  names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};
const WEEKDAY: Field = {
  min: 0,
  max: 7,
  whole: 6,
  names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
};

const MAX_LENGTH = 200;

/** Null when the text is no cron line. */
export function readCronLine(text: string): CronLine | null {
  if (text.length > MAX_LENGTH) return null;
  const [minute, hour, day, month, weekday, ...more] = text.trim().split(/\s+/);
  if (weekday === undefined || more.length > 0) return null;
  const minutes = readField(minute, MINUTE);
  const hours = readField(hour, HOUR);
  const days = readField(day, DAY);
  const months = readField(month, MONTH);
  const weekdays = readField(weekday, WEEKDAY);
  if (minutes === null || hours === null || days === null || months === null || weekdays === null)
    return null;
  return {
    minutes,
    hours,
    days,
    months,
    weekdays: [...new Set(weekdays.map((number) => number % 7))].sort((a, b) => a - b),
    eitherDay: !day?.startsWith('*') && !weekday.startsWith('*'),
    everyHour: hour?.startsWith('*') === true,
  };
}

/** Whether the line matches this date. `weekday` is from 0, which is Sunday. */
export function matchesDate(line: CronLine, month: number, day: number, weekday: number): boolean {
  if (!line.months.includes(month)) return false;
  const byDay = line.days.includes(day);
  const byWeekday = line.weekdays.includes(weekday);
  return line.eitherDay ? byDay || byWeekday : byDay && byWeekday;
}

function readField(text = '', field: Field): number[] | null {
  const matching = new Set<number>();
  for (const part of text.split(',')) {
    const numbers = readPart(part, field);
    if (numbers === null) return null;
    for (const number of numbers) matching.add(number);
  }
  return [...matching].sort((a, b) => a - b);
}

const PART = /^(?:(?<star>\*)|(?<first>\w+)(?:-(?<last>\w+))?)(?:\/(?<step>\d{1,3}))?$/;

/** `*`, `5`, `1-5`, and a step behind a star or a range. */
function readPart(text: string, field: Field): number[] | null {
  const groups = PART.exec(text)?.groups;
  if (groups === undefined) return null;
  const { star, first = '', last, step } = groups;
  const from = star === undefined ? readNumber(first, field) : field.min;
  const to = star === undefined ? readLast(last ?? first, from, field) : field.whole;
  if (from === null || to === null || to < from) return null;
  if (step !== undefined && star === undefined && last === undefined) return null;
  const by = Number(step ?? 1);
  if (by < 1 || by > field.whole - field.min + 1) return null;
  const numbers: number[] = [];
  for (let number = from; number <= to; number += by) numbers.push(number);
  return numbers;
}

/** A range that ends with the name of Sunday ends a week: `fri-sun` is `5-7`. */
function readLast(text: string, from: number | null, field: Field): number | null {
  const last = readNumber(text, field);
  const endsWeek = field === WEEKDAY && text.toLowerCase() === 'sun' && from !== null && from > 0;
  return endsWeek ? 7 : last;
}

function readNumber(text: string, { min, max, names }: Field): number | null {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return min + named;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  return number >= min && number <= max ? number : null;
}
