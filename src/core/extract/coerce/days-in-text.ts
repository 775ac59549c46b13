/**
 * Whole dates inside a text, in digits or with the name of a month, found by one linear pass per notation. A day is never
 * invented: "March 2024" is none.
 */

import { latinDigits } from './digits.js';
import { calendarOfYear, gregorianDay } from './dates/calendars.js';
import { eastAsianDays } from './dates/east-asian.js';
import { lex } from './dates/lexer.js';
import { calendarLayers } from './dates/vocabulary.js';
import { wordedDays } from './dates/worded-days.js';

export interface FoundDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

const MAX_TEXT_CHARS = 5_000;
const MAX_FOUND = 50;

const YEAR_FIRST = /(?<![\d.,/-])(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d|[./-]\d)/g;
const YEAR_LAST =
  /(?<![\d.,/-])(?:(\d{1,2})\.?\s?[-\u2013]\s?)?(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\3\s?(\d{4}|\d{2})(?!\d|[./-]\d)/g;

/** In the order in which they stand. `lang` decides 03/04/2024. */
export function findDays(text: string, lang: string | null): FoundDay[] {
  const source = latinDigits(text.slice(0, MAX_TEXT_CHARS));
  // Most lines have no year, and most of the time is spent on those.
  if (!/\d{4}|\d\s?\.\s?\d{1,2}\s?\.\s?\d\d|\u5e74/.test(source)) return [];
  const found = [...daysInDigits(source, lang, false), ...eastAsianDays(source)];
  if (HAS_WORD.test(source) && /\d{4}/.test(source)) found.push(...daysInWords(source, lang));
  return found.sort((a, b) => a.start - b.start).slice(0, MAX_FOUND);
}

const HAS_WORD = /\p{L}[\p{L}\p{M}.]/u;
/**
 * A word where the name of a month would stand: worth a look into every language. In the shape of a text, which is quick to
 * search: classes of letters that are repeated take a second to compile.
 */
const MAYBE_MONTH =
  /0 {0,3}a{3,14} {0,3}0{4}(?!0)|a{3,14} {0,3}0{1,2} {1,3}0{4}(?!0)|0{4} {0,3}a{3,14} {0,3}0{1,2}(?!0)/;
const LETTER = /[\p{L}\p{M}]/gu;

/** "a" for letters, "0" for digits, blanks for all else. */
function shapeOf(text: string): string {
  return text.replace(LETTER, 'a').replace(/\d/g, '0').replace(/[^a0]/g, ' ');
}

/** Of any calendar that dates are written in today. */
const YEAR = /(?<!\d)[12]\d{3}(?!\d)/g;
/** The characters around a year in which the month and the day of its date stand. */
const AROUND_YEAR_CHARS = 30;

function mayNameMonth(source: string): boolean {
  for (const { index } of source.matchAll(YEAR)) {
    const before = source.slice(Math.max(0, index - AROUND_YEAR_CHARS), index);
    const behind = source.slice(index + 4, index + AROUND_YEAR_CHARS);
    // The day's own digits are quickly looked for, and most years have none beside them.
    const hasDay = /\d/.test(before) || /\d/.test(behind);
    if (hasDay && MAYBE_MONTH.test(shapeOf(source.slice(index - before.length, index + AROUND_YEAR_CHARS))))
      return true;
  }
  return false;
}

function daysInWords(source: string, lang: string | null): FoundDay[] {
  for (const [at, layers] of calendarLayers(lang).entries()) {
    if (at > 0 && !mayNameMonth(source)) return [];
    const { whole } = wordedDays(lex(source, layers(source)));
    if (whole.length > 0) return whole;
  }
  return [];
}

/** `takesShortYears`: 12/03/21 is a date, where a date is asked for; elsewhere it may be anything, unlike 12.03.21. */
export function daysInDigits(source: string, lang: string | null, takesShortYears: boolean): FoundDay[] {
  const found: FoundDay[] = [];
  const add = (match: RegExpMatchArray, year: number, month: number, day: number): void => {
    const known = gregorianDay(year, month, day, calendarOfYear(year, lang));
    const start = match.index ?? 0;
    if (known !== null && found.length < MAX_FOUND)
      found.push({ day: known, start, end: start + match[0].length });
  };
  for (const match of source.matchAll(YEAR_FIRST))
    add(match, Number(match[1]), Number(match[3]), Number(match[4]));
  for (const match of source.matchAll(YEAR_LAST)) {
    const [, from, left, mark = '', right, years = ''] = match;
    if (years.length === 2 && mark !== '.' && !takesShortYears) continue;
    const year = years.length === 2 ? fullYear(Number(years)) : Number(years);
    const [first, second] = [Number(left), Number(right)];
    const monthFirst = isMonthFirst(first, second, mark, lang);
    add(match, year, monthFirst ? first : second, monthFirst ? second : Number(from ?? left));
  }
  return found;
}

/** As POSIX reads years of two digits. */
export function fullYear(twoDigits: number): number {
  return twoDigits < 69 ? 2_000 + twoDigits : 1_900 + twoDigits;
}

/** Which of two numbers before the year is the month, where both could be. */
export function isMonthFirst(first: number, second: number, mark: string, lang: string | null): boolean {
  return first <= 12 && (second > 12 || (mark !== '.' && writesMonthFirst(lang)));
}

/** Without a language, slashes are read the American way, as most pages that leave the language out are. */
function writesMonthFirst(lang: string | null): boolean {
  if (lang === null) return true;
  const [language = '', region = ''] = lang.toLowerCase().split(/[-_]/);
  if (language === 'en') return region === '' || region === 'us' || region === 'ph';
  return region === 'us' || language === 'fil' || language === 'tl';
}
