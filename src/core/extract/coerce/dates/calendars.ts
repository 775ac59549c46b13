/** Days of other calendars as Gregorian ones. */

import type { Calendar } from './meaning.js';

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD`; null when there is no such day. */
export function gregorianDay(year: number, month: number, day: number, calendar: Calendar): string | null {
  // Thai pages write both, and no Gregorian year of theirs is so far ahead.
  if (calendar === 'thai') return calendarDay(year >= 2400 ? year - 543 : year, month, day);
  if (calendar === 'gregory') return calendarDay(year, month, day);
  return fromCalendar(year, month, day, calendar);
}

/** Null when there is no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    year >= 1000 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Where a calendar's year 1 begins in Gregorian years, and how long its year is. */
const YEARS = {
  persian: { first: 621.22, length: 365.2422 },
  'islamic-umalqura': { first: 621.54, length: 354.367 },
} as const;

/** Nearer with each step by what `Intl` says of the day that was tried. */
function fromCalendar(year: number, month: number, day: number, calendar: keyof typeof YEARS): string | null {
  if (year < 1200 || year > 1600 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const { first, length } = YEARS[calendar];
  const days = (year - 1) * length + ((month - 1) * length) / 12 + day;
  let tried = Math.round((first - 1970) * 365.2425 + days);
  for (let step = 0; step < 6; step += 1) {
    const shown = partsIn(calendar, new Date(tried * DAY_MS));
    const off = ((year - shown.year) * 12 + month - shown.month) * (length / 12) + day - shown.day;
    if (off === 0) return new Date(tried * DAY_MS).toISOString().slice(0, 10);
    tried += Math.abs(off) < 1 ? Math.sign(off) : Math.round(off);
  }
  return null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(calendar: string, date: Date): { year: number; month: number; day: number } {
  const format =
    formats.get(calendar) ??
    new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' },
    });
  formats.set(calendar, format);
  const parts = format.formatToParts(date);
  const number = (wanted: string): number => Number(parts.find(({ type }) => type === wanted)?.value);
  return { year: number('year'), month: number('month'), day: number('day') };
}

/** The calendar that a language's pages mean by a year in digits. */
export function calendarOfYear(year: number, lang: string | null): Calendar {
  const language = lang?.toLowerCase().slice(0, 2);
  if (language === 'th') return 'thai';
  if (year < 1300 || year > 1499) return 'gregory';
  if (language === 'fa') return 'persian';
  return language === 'ar' ? 'islamic-umalqura' : 'gregory';
}
