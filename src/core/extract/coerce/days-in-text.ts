/**
 * Whole dates inside a text, in digits or with the name of a month, found by one linear pass per notation. A day is never
 * invented: "March 2024" is none.
 */

import { monthOf } from './months.js';

export interface FoundDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

const MAX_TEXT_CHARS = 5_000;
const MAX_FOUND = 50;

const YEAR_FIRST = /(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[./-]\d)/g;
const YEAR_LAST = /(?<![\d.,/-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d|[./-]\d)/g;
const EAST_ASIAN = /(\d{4}) ?[\u5e74\ub144] ?(\d{1,2}) ?[\u6708\uc6d4] ?(\d{1,2}) ?[\u65e5\uc77c]?/g;
const DAY_MONTH =
  /(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er|\u00ba|\u00aa)?(?:\s|\u00a0|-|\/){1,3}(?:de\s|of\s|d')?(\p{L}{3,14})\.?(?:\s|,|-|\/|\u00a0){1,3}(?:de\s|del\s)?(\d{4})(?!\d)/gu;
const MONTH_DAY =
  /(?<!\p{L})(\p{L}{3,14})\.?(?:\s|\u00a0){1,3}(\d{1,2})(?:st|nd|rd|th|,|\.)?(?:\s|,|\u00a0){1,3}(\d{4})(?!\d)/gu;
/** Hungarian and Lithuanian order: 2021. m\u00e1rcius 5. */
const YEAR_MONTH_DAY = /(?<!\d)(\d{4})\.?\s{1,2}(\p{L}{3,14})\.?\s{1,2}(\d{1,2})(?!\d)/gu;

/** In the order in which they stand. `lang` decides 03/04/2024. */
export function findDays(text: string, lang: string | null): FoundDay[] {
  const source = text.slice(0, MAX_TEXT_CHARS);
  // Most lines have no year, and most of the time is spent on those.
  if (!/\d{4}|\d\.\s?\d{1,2}\.\s?\d\d/.test(source)) return [];
  const found: FoundDay[] = [];
  const add = (
    match: RegExpMatchArray,
    year: string | number,
    month: number | null,
    day: string | number,
  ): void => {
    const known = month === null ? null : calendarDay(Number(year), month, Number(day));
    const start = match.index ?? 0;
    if (known !== null && found.length < MAX_FOUND)
      found.push({ day: known, start, end: start + match[0].length });
  };
  for (const match of source.matchAll(YEAR_FIRST))
    add(match, match[1] ?? '', Number(match[3]), match[4] ?? '');
  for (const match of source.matchAll(EAST_ASIAN))
    add(match, match[1] ?? '', Number(match[2]), match[3] ?? '');
  for (const match of source.matchAll(YEAR_LAST)) {
    const [, first = '', mark = '', second = '', years = ''] = match;
    // 12.03.21 is a date; 12/03/21 may be anything.
    if (years.length === 2 && mark !== '.') continue;
    const year = years.length === 2 ? 2_000 + Number(years) : Number(years);
    const monthFirst = isMonthFirst(Number(first), Number(second), mark, lang);
    add(match, year, Number(monthFirst ? first : second), monthFirst ? second : first);
  }
  if (/\p{L}{3}/u.test(source)) {
    for (const match of source.matchAll(DAY_MONTH))
      add(match, match[3] ?? '', monthOf(match[2] ?? '', lang), match[1] ?? '');
    for (const match of source.matchAll(MONTH_DAY))
      add(match, match[3] ?? '', monthOf(match[1] ?? '', lang), match[2] ?? '');
    for (const match of source.matchAll(YEAR_MONTH_DAY))
      add(match, match[1] ?? '', monthOf(match[2] ?? '', lang), match[3] ?? '');
  }
  return found.sort((a, b) => a.start - b.start);
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
  return region === 'us';
}

/** Null when there is no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    year >= 1000 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}
