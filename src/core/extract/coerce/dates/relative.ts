/** Days said by how long ago they are: "yesterday", "3 days ago", "vor 2 Std.", a weekday. Never one in the future. */

import type { Token } from './lexer.js';
import type { Unit } from './meaning.js';

const MARKS_BETWEEN = new Set([',', '.', '-', '+', '(', ')', '~', '\u060c', '\u200b', '\uff0c', '\u0970']);
const MAX_COUNT = 10_000;

/** In East Asia the words for these units write days of the month and years as well. */
const ALSO_CALENDAR = /[\u5e74\u6708\u65e5\ub144\uc6d4\uc77c]/;
const CLOCK = /\d{1,2}[:.h]\d{2}(?::\d{2})?/;
const MAX_UNKNOWN_WORDS = 4;

interface Length {
  readonly unit: Unit;
  readonly count: number;
  /** False for "hour" of "hour ago". */
  readonly isCounted: boolean;
}

/** `YYYY-MM-DD`, or null. A length of time alone counts only when nothing else stands in the text. */
export function relativeDay(text: string, tokens: readonly Token[], now: Date): string | null {
  return agoOf(text, tokens, now, true) ?? namedDayOf(tokens, now) ?? weekdayOf(text, tokens, now);
}

/** As `relativeDay`, of a text that need not be a date: "30 minutes" may be a time to cook, and "Monday" any. */
export function dayAgo(text: string, tokens: readonly Token[], now: Date): string | null {
  return agoOf(text, tokens, now, false) ?? namedDayOf(tokens, now);
}

interface Run {
  readonly lengths: Length[];
  isAgo: boolean;
  /** A number whose unit has not come. */
  pending: number | null;
  tokens: number;
}

function agoOf(text: string, tokens: readonly Token[], now: Date, isDate: boolean): string | null {
  let run = newRun();
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    const fraction = decimalAt(tokens, at);
    if (fraction !== null) {
      run.pending = fraction;
      run.tokens += 3;
      at += 2;
      continue;
    }
    if (token !== undefined && continues(run, token)) {
      run.tokens += 1;
      continue;
    }
    const isWhole =
      isDate &&
      run.tokens === tokens.length &&
      beginsAndEndsWithIt(tokens) &&
      (run.lengths.length > 1 || !ALSO_CALENDAR.test(text));
    if (isLength(run) && (run.isAgo || isWhole)) return before(now, run.lengths);
    run = newRun();
  }
  return null;
}

/** "3 days" and "now - 3 days", not "in 3 days" or "3 days left": from the number to the unit. */
function beginsAndEndsWithIt(tokens: readonly Token[]): boolean {
  const first = tokens[0];
  const last = tokens.filter(({ kind }) => kind !== 'mark').at(-1);
  const isNumber =
    first?.kind === 'number' ||
    (first?.kind === 'word' && (first.meaning?.count ?? first.meaning?.isNow) !== undefined);
  return isNumber && last?.kind === 'word' && last.meaning?.unit !== undefined;
}

function newRun(): Run {
  return { lengths: [], isAgo: false, pending: null, tokens: 0 };
}

/** 2.5 in "2.5 hours". */
function decimalAt(tokens: readonly Token[], at: number): number | null {
  const [whole, mark, part] = tokens.slice(at, at + 3);
  if (whole?.kind !== 'number' || mark?.kind !== 'mark' || part?.kind !== 'number') return null;
  const isOne = mark.start === whole.end && part.start === mark.end && /^[.,]$/.test(mark.mark);
  return isOne ? Number(`${whole.value}.${String(part.value).padStart(part.digits, '0')}`) : null;
}

/** Takes the token into the run, or says that the run ends before it. */
function continues(run: Run, token: Token): boolean {
  if (token.kind === 'mark') return MARKS_BETWEEN.has(token.mark);
  if (token.kind === 'number') {
    if (run.pending !== null || token.value > MAX_COUNT) return false;
    run.pending = token.value;
    return true;
  }
  const { meaning } = token;
  if (meaning === null) return false;
  const { unit, count } = meaning;
  const isAgo = meaning.isAgo === true;
  run.isAgo ||= isAgo;
  if (unit !== undefined && (run.pending !== null || run.isAgo || meaning.isBetween !== true)) {
    const isCounted = run.pending !== null || unit.times > 1 || count !== undefined;
    run.lengths.push({ unit: unit.name, count: (run.pending ?? 1) * unit.times, isCounted });
    run.pending = null;
    return true;
  }
  // "twenty one"
  if (count !== undefined && !isAgo) run.pending = (run.pending ?? 0) + count;
  return isAgo || count !== undefined || meaning.isBetween === true || meaning.daysAgo === 0;
}

function isLength({ lengths, pending, isAgo }: Run): boolean {
  if (lengths.length === 0 || pending !== null) return false;
  return lengths.every(({ isCounted }) => isCounted) || (isAgo && lengths.length === 1);
}

const UNIT_MS = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const;

function before(now: Date, lengths: readonly Length[]): string | null {
  let months = 0;
  let ms = 0;
  for (const { unit, count } of lengths) {
    if (unit === 'year') months += 12 * count;
    else if (unit === 'month') months += count;
    else ms += count * UNIT_MS[unit];
  }
  const month = now.getUTCFullYear() * 12 + now.getUTCMonth() - Math.round(months);
  const start = new Date(now);
  const lastDay = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  start.setUTCFullYear(Math.floor(month / 12), month % 12, Math.min(now.getUTCDate(), lastDay));
  return dayOf(new Date(start.getTime() - ms));
}

function dayOf(date: Date): string | null {
  const year = date.getUTCFullYear();
  return year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 10) : null;
}

function namedDayOf(tokens: readonly Token[], now: Date): string | null {
  const named = tokens.find((token) => token.kind === 'word' && token.meaning?.daysAgo !== undefined);
  if (named?.kind !== 'word' || named.meaning?.daysAgo === undefined) return null;
  // "now" is in many a sentence that says no date: it counts alone.
  if (unknownWords(tokens) > (named.meaning.isNow === true ? 0 : MAX_UNKNOWN_WORDS)) return null;
  return dayOf(new Date(now.getTime() - named.meaning.daysAgo * UNIT_MS.day));
}

function unknownWords(tokens: readonly Token[]): number {
  return tokens.filter((token) => token.kind === 'word' && token.meaning === null).length;
}

/** The latest such day before today: what is of today is written as "today". */
function weekdayOf(text: string, tokens: readonly Token[], now: Date): string | null {
  const days = tokens.flatMap((token) => (token.kind === 'word' ? (token.meaning?.weekday ?? []) : []));
  const [weekday] = days;
  if (/\d/.test(text.replace(CLOCK, ''))) return null;
  const saysMonth = tokens.some(
    (token) =>
      token.kind === 'word' && token.meaning?.month !== undefined && token.meaning.weekday === undefined,
  );
  if (weekday === undefined || days.length > 1 || saysMonth || unknownWords(tokens) > 0) return null;
  return dayOf(new Date(now.getTime() - (((now.getUTCDay() - weekday + 6) % 7) + 1) * UNIT_MS.day));
}
