/** What a word of a date can mean. */

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
/** `thai`: names of the Gregorian months, years of the Buddhist era or the common one. */
export type Calendar = 'gregory' | 'thai' | 'persian' | 'islamic-umalqura';

/** What a word can mean; one word may mean several things. */
export interface Meaning {
  /** 1 to 12, in the calendar that has a month of this name. */
  readonly month?: { readonly number: number; readonly calendar: Calendar };
  /** 0 is Sunday. */
  readonly weekday?: number;
  readonly unit?: { readonly name: Unit; readonly times: number };
  /** A number in words. */
  readonly count?: number;
  readonly daysAgo?: number;
  /** Names this moment rather than this day. */
  readonly isNow?: true;
  /** Makes a length of time a past one. */
  readonly isAgo?: true;
  /** May stand between the parts of a date. */
  readonly isBetween?: true;
}

export type Entry = readonly [text: string, meaning: Meaning];
