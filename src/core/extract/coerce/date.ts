/** To `YYYY-MM-DD`. A day is never invented: "March 2024" is not a date. */

import { isList } from '../entity.js';
import { plainText } from '../text.js';
import { calendarOfYear, gregorianDay } from './dates/calendars.js';
import { findDays } from './days-in-text.js';
import { latinDigits } from './digits.js';
import { parseDateText } from './date-text.js';
import { isNullToken } from './null-token.js';
import { ABSENT, FAILED, read, type Coerced, type CoercionContext, type Raw } from './types.js';

const MAX_DATE_CHARS = 256;
const ISO = /^([+-]?\d{4})-(\d{2})-(\d{2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T\d{2,6}.{0,12})?$/;
const EPOCH = /^\d{10}(?:\d{3})?$/;

export function toDate(raw: Raw, context: CoercionContext): Coerced<string> {
  if (raw === null) return ABSENT;
  if (isList(raw)) return firstOf(raw, context);
  if (typeof raw === 'number') return fromEpoch(String(raw)) ?? FAILED;
  if (typeof raw !== 'string') return FAILED;
  if (raw.length > MAX_DATE_CHARS) return FAILED;
  const text = latinDigits(plainText(raw));
  if (isNullToken(text)) return ABSENT;
  return (
    fromMachine(text, context) ??
    fromEpoch(text) ??
    fromText(text, context) ??
    parseDateText(text, context) ??
    FAILED
  );
}

function firstOf(list: readonly Raw[], context: CoercionContext): Coerced<string> {
  for (const item of list) {
    const result = isList(item) ? FAILED : toDate(item, context);
    if (result.kind === 'value') return result;
  }
  return list.length === 0 ? ABSENT : FAILED;
}

function fromMachine(text: string, { lang }: CoercionContext): Coerced<string> | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso === null) return null;
  const year = Number(iso[1]);
  const known = gregorianDay(year, Number(iso[2]), Number(iso[3]), calendarOfYear(year, lang));
  return known === null ? null : read(known);
}

function fromText(text: string, { lang }: CoercionContext): Coerced<string> | null {
  const first = findDays(text, lang)[0];
  return first === undefined ? null : read(first.day, true);
}

function fromEpoch(text: string): Coerced<string> | null {
  if (!EPOCH.test(text)) return null;
  const date = new Date(Number(text.padEnd(13, '0')));
  const year = date.getUTCFullYear();
  return year >= 1995 && year <= 2100 ? read(date.toISOString().slice(0, 10), true) : null;
}
