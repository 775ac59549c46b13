/** Which fields of a page have no value, and which have one that may not be of this page. */

import { isEmptyValue } from '../extract/coerce/index.js';
import {
  isObjectField,
  isObjectValue,
  type FieldValue,
  type FieldValues,
  type Schema,
  type SchemaField,
} from '../schema.js';

/** Names of fields, each in the schema's order. */
export interface Gaps {
  /** Without a value, or a thing that some field of its own has none for. Of a list of things the gaps do not count. */
  readonly missing: readonly string[];
  /** With a value from general tags in the page's head, which an application's empty shell has for all its pages. */
  readonly unproven: readonly string[];
}

/** @param grounded fields whose value is of this very page */
export function gapsOf(schema: Schema, data: FieldValues, grounded: readonly string[]): Gaps {
  const missing = missingOf(schema, data).map(({ field }) => field);
  const answered = new Set([...missing, ...grounded]);
  const names = schema.map(({ field }) => field);
  return { missing, unproven: names.filter((field) => !answered.has(field)) };
}

/** What is left to ask for: the fields without a value, of a thing those of its own that have none. */
export function missingOf(schema: Schema, data: Readonly<Record<string, FieldValue>>): SchemaField[] {
  return schema.flatMap((field) => {
    const value = Object.hasOwn(data, field.field) ? (data[field.field] ?? null) : null;
    if (!isObjectField(field) || !isObjectValue(value)) return isEmptyValue(value) ? [field] : [];
    const fields = missingOf(field.fields, value);
    return fields.length === 0 ? [] : [{ ...field, fields }];
  });
}

/** The value with what only `other` says: it is taken where there is none, of a thing field by field. */
export function filledValue(value: FieldValue, other: FieldValue): FieldValue {
  if (isEmptyValue(value)) return isEmptyValue(other) ? value : other;
  if (!isObjectValue(value) || !isObjectValue(other)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, own]) => [
      field,
      filledValue(own, Object.hasOwn(other, field) ? (other[field] ?? null) : null),
    ]),
  );
}

/** The fields that a browser may find a value for, or a better one. */
export function lackingFields({ missing, unproven }: Gaps): string[] {
  return [...missing, ...unproven];
}
