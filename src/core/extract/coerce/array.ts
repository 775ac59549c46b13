/** To a list. Items that cannot be read are left out; nothing gives an empty list. */

import type { FieldType } from '../../schema.js';
import { isList } from '../entity.js';
import { toBoolean } from './boolean.js';
import { toDate } from './date.js';
import { toFloat, toInteger } from './number.js';
import { toText } from './string.js';
import { isNullToken } from './null-token.js';
import { ABSENT, type Coerced, type CoercionContext, type ItemNotes, type Raw } from './types.js';

const MAX_ITEMS = 5_000;
const STRONG = /[;|\n\u2022]|\s\u00b7\s/;
const ANY = /[,;|\n\u2022]|\s\u00b7\s/;

/** The items that can be read, and what is to be told of the others. */
export interface ReadList<T> {
  readonly values: T[];
  readonly notes: ItemNotes;
}

export function toTexts(raw: Raw): ReadList<string> {
  return collect(raw, ANY, toText);
}

export function toNumbers(raw: Raw, type: FieldType, context: CoercionContext): ReadList<number> {
  const one = type === 'array<integer>' ? toInteger : toFloat;
  // "1,234; 2,345": where a stronger mark separates, the comma belongs to the numbers.
  const marks = typeof raw === 'string' && STRONG.test(raw) ? STRONG : ANY;
  return collect(raw, marks, (item) => one(item, context));
}

/** A comma may stand within a date: "March 14, 2024". */
export function toDates(raw: Raw, context: CoercionContext): ReadList<string> {
  return collect(raw, STRONG, (item) => toDate(item, context));
}

export function toBooleans(raw: Raw): ReadList<boolean> {
  return collect(raw, ANY, toBoolean);
}

function collect<T extends string | number | boolean>(
  raw: Raw,
  marks: RegExp,
  one: (item: Raw) => Coerced<T>,
): ReadList<T> {
  const values: T[] = [];
  const coerced: { raw: Raw; value: T }[] = [];
  const failed: Raw[] = [];
  const items = itemsOf(raw, marks);
  for (const item of items) {
    if (values.length >= MAX_ITEMS) break;
    const result = isList(item) ? ABSENT : one(item);
    if (result.kind === 'failed') failed.push(item);
    if (result.kind !== 'value') continue;
    values.push(result.value);
    if (result.told) coerced.push({ raw: item, value: result.value });
  }
  const [changed] = coerced;
  const [unread] = failed;
  return {
    values,
    notes: {
      items: items.length,
      ...(changed === undefined ? {} : { coerced: { ...changed, count: coerced.length } }),
      ...(unread === undefined ? {} : { failed: { raw: unread, count: failed.length } }),
    },
  };
}

function itemsOf(raw: Raw, marks: RegExp): readonly Raw[] {
  if (isList(raw)) return raw;
  if (typeof raw !== 'string' || isNullToken(raw))
    return raw === null || typeof raw === 'string' ? [] : [raw];
  return raw.split(marks, MAX_ITEMS);
}
