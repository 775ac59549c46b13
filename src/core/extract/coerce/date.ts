/** To `YYYY-MM-DD`. A day is never invented: "March 2024" is not a date. */

import { isList } from '../entity.js';
import { plainText } from '../text.js';
import { calendarDay, findDays, isMonthFirst } from './days-in-text.js';
import { parseDateText } from './date-text.js';
import { isNullToken } from './null-token.js';
import { ABSENT, FAILED, read, type Coerced, type CoercionContext, type Raw } from './types.js';

const MAX_DATE_CHARS = 256;
const ISO = /^([+-]?\d{4})-(\d{2})-(\d{2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T\d{2,6}.{0,12})?$/;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/;
const YEAR_LAST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/;
const EAST_ASIAN = /(\d{4}) ?[\u5e74\ub144] ?(\d{1,2}) ?[\u6708\uc6d4] ?(\d{1,2}) ?[\u65e5\uc77c]/;
const EPOCH = /^\d{10}(?:\d{3})?$/;

export function toDate(raw: Raw, context: CoercionContext): Coerced<string> {
  if (raw === null) return ABSENT;
  if (isList(raw)) return firstOf(raw, context);
  if (typeof raw === 'number') return fromEpoch(String(raw)) ?? FAILED;
  if (typeof raw !== 'string') return FAILED;
  if (raw.length > MAX_DATE_CHARS) return FAILED;
  const text = plainText(raw);
  if (isNullToken(text)) return ABSENT;
  return (
    fromDigits(text, context) ??
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

function fromDigits(text: string, context: CoercionContext): Coerced<string> | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso !== null) return toldDay(iso[1], iso[2], iso[3], false);
  const yearFirst = YEAR_FIRST.exec(text) ?? EAST_ASIAN.exec(text);
  if (yearFirst !== null) return toldDay(yearFirst[1], yearFirst[2], yearFirst[3], true);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast === null) return null;
  const [, first, mark, second, year] = yearLast;
  return isMonthFirst(Number(first), Number(second), mark ?? '', context.lang)
    ? toldDay(year, first, second, true)
    : toldDay(year, second, first, true);
}

function toldDay(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  told: boolean,
): Coerced<string> | null {
  const known = calendarDay(Number(year), Number(month), Number(day));
  return known === null ? null : read(known, told);
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
