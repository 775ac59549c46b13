/** A raw value to the type a field asks for. Never throws, whatever the value. */

import type { FieldType, FieldValue, FlatValue, SchemaField } from '../../schema.js';
import { toBooleans, toDates, toNumbers, toTexts, type ReadList } from './array.js';
import { toBoolean } from './boolean.js';
import { toDate } from './date.js';
import { toFloat, toInteger } from './number.js';
import { toText } from './string.js';
import { ABSENT, FAILED, type Coerced, type CoercionContext, type Raw } from './types.js';

export type { Coerced, CoercionContext, Raw } from './types.js';

export function coerce(raw: Raw, type: FieldType, context: CoercionContext): Coerced<NonNullable<FlatValue>> {
  switch (type) {
    case 'string':
      return toText(raw);
    case 'integer':
      return toInteger(raw, context);
    case 'float':
      return toFloat(raw, context);
    case 'boolean':
      return toBoolean(raw);
    case 'date':
      return toDate(raw, context);
    case 'array<string>':
      return listResult(raw, toTexts(raw));
    case 'array<integer>':
    case 'array<float>':
      return listResult(raw, toNumbers(raw, type, context));
    case 'array<date>':
      return listResult(raw, toDates(raw, context));
    case 'array<boolean>':
      return listResult(raw, toBooleans(raw));
    default:
      return type satisfies never;
  }
}

/** Enough for the longest list; what is read costs microseconds. */
const MAX_WORDED_DATES = 5_000;

export function newWordedDates(): CoercionContext['wordedDates'] {
  return { left: MAX_WORDED_DATES };
}

/** The value of a field nothing was found for: arrays are never null. */
export function emptyValue(type: SchemaField['type']): null | never[] {
  return type.startsWith('array<') ? [] : null;
}

export function isEmptyValue(value: FieldValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function listResult<T extends string | number | boolean>(
  raw: Raw,
  { values, notes }: ReadList<T>,
): Coerced<T[]> {
  if (values.length > 0) return { kind: 'value', value: values, told: false, notes };
  return raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0) ? ABSENT : FAILED;
}
