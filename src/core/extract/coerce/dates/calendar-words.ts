/** Names of months and weekdays, as `Intl` has them and as the table of words adds to them. */

import { DATE_WORDS, type Language } from '../../words/dates.js';
import { listed, valuesOf } from './word-lists.js';
import type { Calendar, Entry } from './meaning.js';

/** What a month is called beside a day, whole and cut, with the weekday's name. */
const DAY_FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  { month: 'short', day: 'numeric', weekday: 'short' },
];
/** What it is called alone. */
const ALONE_FORMS: readonly Intl.DateTimeFormatOptions[] = [{ month: 'long' }, { month: 'short' }];

/** Calendars with names of their own that these languages write beside the Gregorian one. */
const OTHER_CALENDARS: Partial<Readonly<Record<Language, 'persian' | 'islamic-umalqura'>>> = {
  fa: 'persian',
  ar: 'islamic-umalqura',
};

export function calendarWords(language: Language): readonly Entry[] {
  const known = read.get(language) ?? readWords(language);
  read.set(language, known);
  return known;
}

const read = new Map<Language, readonly Entry[]>();

function readWords(language: Language): Entry[] {
  const { locales = '', months = '', otherMonths = '', between = '' } = DATE_WORDS[language];
  const other = OTHER_CALENDARS[language];
  const calendar: Calendar = language === 'th' ? 'thai' : 'gregory';
  return [
    ...namedMonths(months, calendar),
    ...namesOf(language, [...DAY_FORMS, ...ALONE_FORMS], 'gregory', calendar),
    // Regions differ in the names themselves, not in their cases.
    ...listed(locales).flatMap((tag) => namesOf(tag, DAY_FORMS, 'gregory', calendar)),
    ...(other === undefined ? [] : namedMonths(otherMonths, other)),
    ...(other === undefined ? [] : namesOf(language, [...DAY_FORMS, ...ALONE_FORMS], other, other)),
    ...listed(between).map((word): Entry => [word, { isBetween: true }]),
  ];
}

function namedMonths(list: string, calendar: Calendar): Entry[] {
  return valuesOf(list).map(([number, name]): Entry => [
    name,
    { month: { number: Number(number), calendar } },
  ]);
}

function namesOf(
  tag: string,
  forms: readonly Intl.DateTimeFormatOptions[],
  names: 'gregory' | 'persian' | 'islamic-umalqura',
  calendar: Calendar,
): Entry[] {
  const numbers = numberFormat(names);
  return forms.flatMap((form) => {
    const locale = `${tag}-u-ca-${names}-nu-latn`;
    const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' });
    return daysOfMonths().flatMap((day): Entry[] => {
      const number = Number(numbers.format(day));
      const parts = format.formatToParts(day);
      return parts.flatMap(({ type, value }, at): Entry[] => {
        if (type === 'weekday') return [[value, { weekday: day.getUTCDay() }]];
        // A form that is a bare number is no name.
        if (type !== 'month' || !/\p{L}/u.test(value)) return [];
        return [value, withEndings(parts, at)].map((name) => [name, { month: { number, calendar } }]);
      });
    });
  });
}

/** The name with what the language glues to it, as the Hebrew preposition in front and the Basque case ending. */
function withEndings(parts: readonly Intl.DateTimeFormatPart[], at: number): string {
  const before = /[\p{L}\p{M}]*$/u.exec(parts[at - 1]?.value ?? '')?.[0] ?? '';
  const behind = /^[\p{L}\p{M}]*/u.exec(parts[at + 1]?.value ?? '')?.[0] ?? '';
  return `${before}${parts[at]?.value ?? ''}${behind}`;
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

/** A day in each month of the year, in any calendar, and on each weekday. */
function daysOfMonths(): Date[] {
  return Array.from({ length: 13 }, (_, at) => new Date(Date.UTC(2021, 0, 10 + at * 29)));
}
