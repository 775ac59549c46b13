/** To a list. Items that cannot be read are left out; nothing gives an empty list. */

import type { FieldType } from '../../schema.js';
import { isList } from '../entity.js';
import { toBoolean } from './boolean.js';
import { toDate } from './date.js';
import { toFloat, toInteger } from './number.js';
import { toText } from './string.js';
import { isNullToken } from './null-token.js';
import type { Coerced, CoercionContext, Raw } from './types.js';

const MAX_ITEMS = 5_000;
const STRONG = /[;|\n\u2022]|\s\u00b7\s/;
const ANY = /[,;|\n\u2022]|\s\u00b7\s/;

export function toTexts(raw: Raw): string[] {
  return collect(raw, ANY, toText);
}

export function toNumbers(raw: Raw, type: FieldType, context: CoercionContext): number[] {
  const one = type === 'array<integer>' ? toInteger : toFloat;
  // "1,234; 2,345": where a stronger mark separates, the comma belongs to the numbers.
  const marks = typeof raw === 'string' && STRONG.test(raw) ? STRONG : ANY;
  return collect(raw, marks, (item) => one(item, context));
}

/** A comma may stand within a date: "March 14, 2024". */
export function toDates(raw: Raw, context: CoercionContext): string[] {
  return collect(raw, STRONG, (item) => toDate(item, context));
}

export function toBooleans(raw: Raw): boolean[] {
  return collect(raw, ANY, toBoolean);
}

function collect<T>(raw: Raw, marks: RegExp, one: (item: Raw) => Coerced<T>): T[] {
  const values: T[] = [];
  for (const item of itemsOf(raw, marks)) {
    if (values.length >= MAX_ITEMS) break;
    const result = isList(item) ? null : one(item);
    if (result?.kind === 'value') values.push(result.value);
  }
  return values;
}

function itemsOf(raw: Raw, marks: RegExp): readonly Raw[] {
  if (isList(raw)) return raw;
  if (typeof raw !== 'string' || isNullToken(raw))
    return raw === null || typeof raw === 'string' ? [] : [raw];
  return raw.split(marks, MAX_ITEMS);
}
