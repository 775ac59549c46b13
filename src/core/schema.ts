/**
 * The schema a caller sends: a list of fields with a type each. Only the fields of objects have fields of their own.
 * Only shapes and names live here; validation of untrusted input is in `src/http`, coercion in `core/extract`.
 */

/** Types of fields that hold one value or a list of values. */
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

/** What the fields of an object may be. */
export const INNER_TYPES = [...FIELD_TYPES, 'array<date>', 'array<boolean>'] as const;

export const OBJECT_TYPES = ['object', 'array<object>'] as const;

export type FieldType = (typeof INNER_TYPES)[number];
export type ObjectType = (typeof OBJECT_TYPES)[number];

/** The type of a list of such values; of a list its own. */
export const LIST_TYPE: Readonly<Record<FieldType, FieldType>> = {
  string: 'array<string>',
  integer: 'array<integer>',
  float: 'array<float>',
  boolean: 'array<boolean>',
  date: 'array<date>',
  'array<string>': 'array<string>',
  'array<integer>': 'array<integer>',
  'array<float>': 'array<float>',
  'array<boolean>': 'array<boolean>',
  'array<date>': 'array<date>',
};

/** The type of one value of a list; of a single value its own. */
export const ITEM_TYPE: Readonly<Record<FieldType, FieldType>> = {
  string: 'string',
  integer: 'integer',
  float: 'float',
  boolean: 'boolean',
  date: 'date',
  'array<string>': 'string',
  'array<integer>': 'integer',
  'array<float>': 'float',
  'array<boolean>': 'boolean',
  'array<date>': 'date',
};

interface Named {
  readonly field: string;
  /** Short guidance in plain words. */
  readonly hint?: string | undefined;
}

/** A field that holds one value or a list of values. `example` anchors the extraction. */
export interface Field extends Named {
  readonly type: FieldType;
  readonly example?: unknown;
}

/** A field that holds a thing with fields of its own, or a list of such things. */
export interface ObjectField extends Named {
  readonly type: ObjectType;
  readonly fields: readonly SchemaField[];
}

export type SchemaField = Field | ObjectField;

export type Schema = readonly SchemaField[];

/** A schema without objects. */
export type FlatSchema = readonly Field[];

/** A value or a list of values; dates are `YYYY-MM-DD` strings. Arrays are never null. */
export type FlatValue = string | number | boolean | null | string[] | number[] | boolean[];

/** Exactly the keys of an object's fields, in their order. What a thing does not say is null or an empty array. */
export interface ObjectValue {
  readonly [field: string]: FieldValue;
}

/** A typed value as it stands in `data`. */
export type FieldValue = FlatValue | ObjectValue | readonly ObjectValue[];

/** Exactly the schema's keys, in the schema's order. */
export type FieldValues = Record<string, FieldValue>;

export function isObjectField(field: SchemaField): field is ObjectField {
  return field.type === 'object' || field.type === 'array<object>';
}

/** All fields, those of objects behind their object. */
export function everyField(schema: Schema): SchemaField[] {
  return schema.flatMap((field) => (isObjectField(field) ? [field, ...everyField(field.fields)] : [field]));
}

/** A value that is a thing with fields of its own. */
export function isObjectValue(value: FieldValue): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
