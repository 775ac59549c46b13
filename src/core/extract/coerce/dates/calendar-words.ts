/** Names of months and weekdays, as `Intl` has them and as the table of words adds to them. */

import { DATE_WORDS, type Language } from '../../words/dates.js';
import { listed, valuesOf } from './word-lists.js';
import type { Calendar, Entry } from './vocabulary.js';

/** What a month is called alone, beside a day, and cut. */
const MONTH_FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'long', day: 'numeric' },
  { month: 'short' },
  { month: 'short', day: 'numeric' },
];
const WEEKDAY_FORMS = ['long', 'short'] as const;

/** Calendars with names of their own that these languages write beside the Gregorian one. */
const OTHER_CALENDARS: Partial<Readonly<Record<Language, 'persian' | 'islamic-umalqura'>>> = {
  fa: 'persian',
  ar: 'islamic-umalqura',
};

export function calendarWords(language: Language): Entry[] {
  const { locales = '', months = '', otherMonths = '', between = '' } = DATE_WORDS[language];
  const tags = [language, ...listed(locales)];
  const other = OTHER_CALENDARS[language];
  const calendar: Calendar = language === 'th' ? 'thai' : 'gregory';
  return [
    ...namedMonths(months, calendar),
    ...tags.flatMap((tag) => monthsOf(tag, 'gregory', calendar)),
    ...(other === undefined ? [] : [...namedMonths(otherMonths, other), ...monthsOf(language, other, other)]),
    ...tags.flatMap(weekdaysOf),
    ...listed(between).map((word): Entry => [word, { isBetween: true }]),
  ];
}

function namedMonths(list: string, calendar: Calendar): Entry[] {
  return valuesOf(list).map(([number, name]): Entry => [
    name,
    { month: { number: Number(number), calendar } },
  ]);
}

function monthsOf(
  tag: string,
  names: 'gregory' | 'persian' | 'islamic-umalqura',
  calendar: Calendar,
): Entry[] {
  const locale = `${tag}-u-ca-${names}-nu-latn`;
  const numbers = numberFormat(names);
  return MONTH_FORMS.flatMap((form) => {
    const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' });
    return daysOfMonths().map((day): Entry => {
      const name = format.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '';
      const number = Number(numbers.format(day));
      // A form that is a bare number is no name.
      return [/\p{L}/u.test(name) ? name : '', { month: { number, calendar } }];
    });
  });
}

const numberFormats = new Map<string, Intl.DateTimeFormat>();

/** The number of a day's month in a calendar. */
function numberFormat(calendar: string): Intl.DateTimeFormat {
  const format =
    numberFormats.get(calendar) ??
    new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { month: 'numeric', timeZone: 'UTC' });
  numberFormats.set(calendar, format);
  return format;
}

/** A day in each month of the year, in any calendar. */
function daysOfMonths(): Date[] {
  return Array.from({ length: 13 }, (_, at) => new Date(Date.UTC(2021, 0, 10 + at * 29.4)));
}

function weekdaysOf(tag: string): Entry[] {
  return WEEKDAY_FORMS.flatMap((weekday) => {
    const format = new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' });
    // 3 January 2021 was a Sunday.
    return Array.from({ length: 7 }, (_, day): Entry => [
      format.format(Date.UTC(2021, 0, 3 + day)),
      { weekday: day },
    ]);
  });
}
