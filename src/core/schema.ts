/**
 * The schema a caller sends: a flat list of fields with a type each.
 * Only shapes and names live here; validation of untrusted input is in `src/http`, coercion in `core/extract`.
 */

export const FIELD_TYPES = [
  'string',
  'integer',
  'float',
  'boolean',
  'date',
  'array<string>',
  'array<integer>',
  'array<float>',
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** One field of a schema. `example` anchors the extraction, `hint` is short guidance in plain words. */
export interface Field {
  readonly field: string;
  readonly type: FieldType;
  readonly example?: unknown;
  readonly hint?: string | undefined;
}

export type Schema = readonly Field[];

/** A typed value as it stands in `data`; dates are `YYYY-MM-DD` strings. Arrays are never null. */
export type FieldValue = string | number | boolean | null | string[] | number[];

/** Exactly the schema's keys, in the schema's order. */
export type FieldValues = Record<string, FieldValue>;
