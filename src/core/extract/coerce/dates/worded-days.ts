/** Whole dates with the name of a month, in whatever order the language writes day, month and year. */

import { gregorianDay } from './calendars.js';
import type { Place, Token } from './lexer.js';
import type { Meaning } from './meaning.js';

export interface WordedDay extends Place {
  /** YYYY-MM-DD. */
  readonly day: string;
}

/** A day of a month whose year is not said, or with two digits only. */
export interface YearlessDay extends Place {
  readonly month: NonNullable<Meaning['month']>;
  readonly dayOfMonth: number;
  readonly shortYear: number | null;
}

const MAX_GAP = 6;
const MARKS_BETWEEN = new Set([
  ',',
  '.',
  '-',
  '/',
  '(',
  ')',
  '[',
  ']',
  "'",
  '\u2019',
  '\u060c',
  '\u2010',
  '\u2011',
]);
const RANGE_MARKS = new Set(['-', '\u2013', '\u2014', '~', '\u301c']);

interface NumberAt {
  readonly at: number;
  readonly value: number;
  readonly digits: number;
}

export function wordedDays(tokens: readonly Token[]): { whole: WordedDay[]; yearless: YearlessDay[] } {
  const whole: WordedDay[] = [];
  const yearless: YearlessDay[] = [];
  tokens.forEach((token, at) => {
    const month = token.kind === 'word' ? token.meaning?.month : undefined;
    if (month === undefined) return;
    const left = numberFrom(tokens, at, -1);
    const right = numberFrom(tokens, at, 1);
    const [day, year] = dayAndYear(tokens, left, right);
    if (day === null) return;
    const from = Math.min(at, day.at, year?.at ?? at);
    const to = Math.max(at, day.at, year?.at ?? at);
    const place = { start: tokens[from]?.start ?? 0, end: tokens[to]?.end ?? 0 };
    if (year === null) {
      const next = day === left ? right : numberFrom(tokens, day.at, 1);
      const shortYear = next?.digits === 2 && endsHere(tokens, next.at) ? next.value : null;
      yearless.push({ ...place, month, dayOfMonth: day.value, shortYear });
      return;
    }
    const known = gregorianDay(year.value, month.number, day.value, month.calendar);
    if (known !== null) whole.push({ ...place, day: known });
  });
  return { whole, yearless };
}

/** Not the hour of "18.37" or "10h". */
function endsHere(tokens: readonly Token[], at: number): boolean {
  const [number, next, after] = tokens.slice(at, at + 3);
  if (next === undefined || next.start !== number?.end) return true;
  return next.kind === 'mark' && after?.start !== next.end;
}

type DayAndYear = readonly [day: NumberAt | null, year: NumberAt | null];

function dayAndYear(tokens: readonly Token[], left: NumberAt | null, right: NumberAt | null): DayAndYear {
  const first = firstOfRange(tokens, left);
  if (isDay(left) && isYear(right)) return [first, right];
  if (isYear(left) && isDay(right)) return [right, left];
  if (isDay(right)) {
    const last = lastOfRange(tokens, right);
    const behind = last === null ? null : numberFrom(tokens, skipTime(tokens, last.at), 1);
    if (isYear(behind)) return [right, behind];
  }
  if (isDay(left)) {
    // "2021. gada 5. marts"
    const before = numberFrom(tokens, left?.at ?? 0, -1);
    return [first, isYear(before) ? before : null];
  }
  return isDay(right) ? [right, null] : [null, null];
}

function isDay(number: NumberAt | null): boolean {
  return number !== null && number.digits <= 2 && number.value >= 1 && number.value <= 31;
}

function isYear(number: NumberAt | null): boolean {
  return number !== null && number.digits === 4 && number.value >= 1000;
}

/** The next number to one side, when nothing but words and marks of dates stands between. */
function numberFrom(tokens: readonly Token[], from: number, step: 1 | -1): NumberAt | null {
  for (let at = from + step, gap = 0; gap <= MAX_GAP; at += step, gap += 1) {
    const token = tokens[at];
    if (token === undefined) return null;
    if (token.kind === 'number') return isClockPart(tokens, at) ? null : { at, ...token };
    if (token.kind === 'mark' && !MARKS_BETWEEN.has(token.mark)) return null;
    if (token.kind === 'word' && !mayStandBetween(token.meaning)) return null;
  }
  return null;
}

function mayStandBetween(meaning: Meaning | null): boolean {
  return meaning?.isBetween === true || meaning?.weekday !== undefined;
}

/** A colon touches it: "12:30", not "Published: 3 May". */
function isClockPart(tokens: readonly Token[], at: number): boolean {
  const [before, number, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  return (
    (isColon(before) && before?.end === number?.start) || (isColon(after) && after?.start === number?.end)
  );
}

/** The last token of a time of day that follows, as in "Aug 05 12:00:00 2015"; the same token where none does. */
function skipTime(tokens: readonly Token[], at: number): number {
  let last = at;
  while (tokens[last + 1]?.kind === 'number' && isClockPart(tokens, last + 1)) {
    last += isColon(tokens[last + 2]) ? 2 : 1;
  }
  return last;
}

function isColon(token: Token | undefined): boolean {
  return token?.kind === 'mark' && token.mark === ':';
}

/** "12" of "12-14 June": a range begins on its first day. */
function firstOfRange(tokens: readonly Token[], day: NumberAt | null): NumberAt | null {
  return isDay(day) ? (endOfRange(tokens, day, -1) ?? day) : day;
}

function lastOfRange(tokens: readonly Token[], day: NumberAt | null): NumberAt | null {
  return endOfRange(tokens, day, 1) ?? day;
}

function endOfRange(tokens: readonly Token[], day: NumberAt | null, step: 1 | -1): NumberAt | null {
  if (day === null) return null;
  let isRange = false;
  for (let at = day.at + step, gap = 0; gap < 3; at += step, gap += 1) {
    const token = tokens[at];
    if (token === undefined) return null;
    if (token.kind === 'number') {
      const end = { at, ...token };
      return isRange && isDay(end) && !isClockPart(tokens, at) ? end : null;
    }
    if (token.kind !== 'mark') return null;
    if (RANGE_MARKS.has(token.mark)) isRange = true;
    else if (token.mark !== '.') return null;
  }
  return null;
}
