/** Texts with digits that are no amount: times of day, numbers that are dialled, codes. Of a day, a number is its year. */

import { toDate } from './date.js';
import type { CoercionContext } from './types.js';

const TIME_OF_DAY = /^\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]\.?m\.?|uhr))?$/i;
const HYPHENED = /^\d+(?:-\d+)+$/;

/** `asksForCode`: the field is one of things that bear codes, so that "3B" is no three billions and "MUG-1" is no one. */
export function isNoAmount(text: string, asksForCode: boolean): boolean {
  if (text.length > 40) return false;
  if (TIME_OF_DAY.test(text)) return true;
  if (asksForCode && (/\d\p{L}|\p{L}[-_/]?\d/u.test(text) || /\d[\s()/.-]+\d/.test(text))) return true;
  if (!HYPHENED.test(text)) return false;
  const [, ...others] = text.split('-');
  // "10-20" is a range: it begins with an amount.
  return others.length > 1 || others.some((part) => part.length > 1 && part.startsWith('0'));
}

const WHOLE_DAY =
  /^(?:\d{1,2}(?:st|nd|rd|th)?[.\s]{1,2}\p{L}{3,12}\.?,? \d{4}|(\d\d?)([./])\d\d?\2\d{4}|\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})$/u;

/** The year of a text that is nothing but a day: "12 June 1811". */
export function yearOfDay(text: string, context: CoercionContext): number | null {
  if (text.length > 40 || !WHOLE_DAY.test(text)) return null;
  const day = toDate(text, context);
  return day.kind === 'value' ? Number(day.value.slice(0, 4)) : null;
}
