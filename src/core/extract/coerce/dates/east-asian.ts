/** Dates of China, Japan and Korea: 2024年3月14日, 令和6年3月14日, 民國113年, 二〇二四年, 2024년 3월 14일. */

import { calendarDay } from './calendars.js';

interface Found {
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

const YEAR =
  '(?:\\d{1,4}|[\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u5143]{1,4})';
const NUMBER = '(?:\\d{1,2}|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3})';
const ERA_NAME = '\u4ee4\u548c|\u5e73\u6210|\u662d\u548c|\u5927\u6b63|\u660e\u6cbb|\u6c11\u570b|\u6c11\u56fd';
const YEAR_MONTH_DAY = new RegExp(
  `(?:(${ERA_NAME}) ?)?(${YEAR}) ?[\u5e74\ub144] ?(${NUMBER}) ?[\u6708\uc6d4] ?(${NUMBER}) ?[\u65e5\uc77c\u865f\u53f7]?`,
  'g',
);
const MONTH_DAY = /(?<!\d)(\d{1,2}) ?[\u6708\uc6d4] ?(\d{1,2}) ?[\u65e5\uc77c\u865f\u53f7]/;

/** The year before an era's first one. */
const ERAS: Readonly<Record<string, number>> = {
  ...{ 令和: 2018, 平成: 1988, 昭和: 1925, 大正: 1911, 明治: 1867 },
  ...{ 民國: 1911, 民国: 1911 },
};

export function eastAsianDays(text: string): Found[] {
  if (!/[\u5e74\ub144]/.test(text)) return [];
  return [...text.matchAll(YEAR_MONTH_DAY)].flatMap((match) => {
    const [whole, era, year = '', month = '', day = ''] = match;
    const years = (era === undefined ? 0 : (ERAS[era] ?? 0)) + yearOf(year);
    const known = calendarDay(years, numberOf(month), numberOf(day));
    return known === null ? [] : [{ day: known, start: match.index, end: match.index + whole.length }];
  });
}

/** 3月14日 without its year. */
export function eastAsianMonthDay(
  text: string,
): { readonly month: number; readonly dayOfMonth: number } | null {
  const match = MONTH_DAY.exec(text);
  return match === null ? null : { month: Number(match[1]), dayOfMonth: Number(match[2]) };
}

const DIGITS = '\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d';

/** Years are written digit by digit: 二〇二四. */
function yearOf(text: string): number {
  if (/^\d|\u5143|\u5341/.test(text)) return numberOf(text);
  return Number([...text.replaceAll('\u96f6', '\u3007')].map((char) => DIGITS.indexOf(char)).join(''));
}

/** 十四 is 14; 元 is the first year of an era. */
function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  if (text === '\u5143') return 1;
  const [tens, ones] = text.includes('\u5341') ? text.split('\u5341') : ['0', text];
  const digit = (char: string | undefined, empty: number): number =>
    char === undefined || char === '' ? empty : char === '0' ? 0 : DIGITS.indexOf(char);
  return digit(tens, 1) * 10 + digit(ones, 0);
}
