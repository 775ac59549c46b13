/**
 * JSON Schema as clients of Firecrawl send it, to the fields of a schema of ours. Understood: `properties` of objects, types,
 * arrays of these, `format` date and date-time, null beside a type (`type: [x, "null"]`, `anyOf`), local `$ref`, `description`
 * and `title` as hints. What no field of ours can hold is left out and named.
 */

import type { FieldType, ObjectType, Schema, SchemaField } from '../../../core/schema.js';

export interface ReadSchema {
  readonly fields: Schema;
  /** Properties that no field of ours can hold. */
  readonly unsupported: readonly string[];
}

const MAX_PROPERTIES = 200;
const MAX_HINT = 1_000;
const MAX_NAME = 200;
const MAX_REFS = 20;
const MAX_SCHEMA_CHARS = 64 * 1024;

type Json = Readonly<Record<string, unknown>>;

/** The fields, or why the schema is refused, as a sentence. */
export function readJsonSchema(given: unknown): ReadSchema | string {
  if (!isObject(given)) return 'schema must be a JSON Schema object.';
  if (JSON.stringify(given).length > MAX_SCHEMA_CHARS)
    return `schema must not be longer than ${MAX_SCHEMA_CHARS} characters.`;
  const root = resolve(asPlainTypes(given), given);
  const properties = isObject(root?.['properties']) ? root['properties'] : null;
  if (root === null || properties === null || Object.keys(properties).length === 0)
    return 'schema must be an object with properties.';
  const unsupported: string[] = [];
  const fields = fieldsOf(properties, given, 0, unsupported);
  if (fields.length === 0) return 'schema has no property of a type that is supported.';
  const count = JSON.stringify(fields).split('"field":').length - 1;
  if (count > MAX_PROPERTIES) return `schema must not have more than ${MAX_PROPERTIES} properties.`;
  return { fields, unsupported };
}

const PLAIN_TYPES = new Set(['string', 'number', 'integer', 'boolean', 'date', 'array', 'object']);

/** `{ "name": "string" }` stands for an object with those properties. */
function asPlainTypes(given: Json): Json {
  const isShort =
    given['type'] === undefined &&
    given['properties'] === undefined &&
    Object.keys(given).length > 0 &&
    Object.values(given).every((type) => typeof type === 'string' && PLAIN_TYPES.has(type));
  if (!isShort) return given;
  const properties = Object.entries(given).map(([name, type]) => [name, { type }] as const);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function fieldsOf(properties: Json, root: Json, level: number, unsupported: string[]): SchemaField[] {
  return Object.entries(properties).flatMap(([name, given]) => {
    const field =
      name.trim() === '' || name.length > MAX_NAME ? null : fieldOf(name, given, root, level, unsupported);
    if (field === null) unsupported.push(name);
    return field ?? [];
  });
}

function fieldOf(
  name: string,
  given: unknown,
  root: Json,
  level: number,
  unsupported: string[],
): SchemaField | null {
  const schema = resolve(given, root);
  if (schema === null) return null;
  const hint = [schema['description'], schema['title']].find(
    (text) => typeof text === 'string' && text !== '',
  );
  const named = {
    field: name,
    ...(typeof hint === 'string' ? { hint: hint.slice(0, MAX_HINT) } : {}),
  };
  const type = typeOf(schema);
  if (type === 'array') {
    const items = resolve(schema['items'] ?? { type: 'string' }, root);
    if (items === null) return null;
    const itemType = typeOf(items);
    return itemType === 'object'
      ? objectOf(named, 'array<object>', items, root, level, unsupported)
      : listOf(named, itemType, level);
  }
  if (type === 'object') return objectOf(named, 'object', schema, root, level, unsupported);
  return type === null ? null : { ...named, type };
}

type ItemType = FieldType | 'object' | 'array' | null;

function listOf(named: Pick<SchemaField, 'field'>, type: ItemType, level: number): SchemaField | null {
  if (type === 'string' || type === 'integer' || type === 'float')
    return { ...named, type: `array<${type}>` };
  // Fields of the schema itself have no lists of these.
  if ((type === 'date' || type === 'boolean') && level > 0) return { ...named, type: `array<${type}>` };
  return null;
}

/** Objects stand in each other two deep at the most. */
function objectOf(
  named: Pick<SchemaField, 'field'>,
  type: ObjectType,
  schema: Json,
  root: Json,
  level: number,
  unsupported: string[],
): SchemaField | null {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  if (level >= 2) return null;
  const fields = fieldsOf(properties, root, level + 1, unsupported);
  return fields.length === 0 ? null : { ...named, type, fields };
}

function typeOf({ type, format, properties, items, enum: values }: Json): ItemType {
  const given: unknown = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  switch (
    given ??
    (properties === undefined ? (items === undefined ? typeof firstOf(values) : 'array') : 'object')
  ) {
    case 'string':
      return format === 'date' || format === 'date-time' ? 'date' : 'string';
    case 'date':
      return 'date';
    case 'number':
      return 'float';
    case 'integer':
      return 'integer';
    case 'boolean':
      return 'boolean';
    case 'array':
      return 'array';
    case 'object':
      return 'object';
    default:
      return null;
  }
}

function firstOf(values: unknown): unknown {
  return Array.isArray(values) ? values.find((value) => value !== null) : undefined;
}

/** The schema behind local references and choices with null; null for what is no schema, or leads in a circle. */
function resolve(given: unknown, root: Json): Json | null {
  let schema = given;
  for (let hops = 0; hops < MAX_REFS; hops += 1) {
    if (!isObject(schema)) return null;
    const { $ref: ref, anyOf, oneOf, allOf, ...rest } = schema;
    if (typeof ref === 'string') {
      const target = lookUp(ref, root);
      if (!isObject(target)) return null;
      schema = { ...target, ...rest };
      continue;
    }
    const choices = [anyOf, oneOf, allOf].find(Array.isArray) as unknown[] | undefined;
    if (choices === undefined) return schema;
    const [only, ...others] = choices.filter((choice) => !isObject(choice) || choice['type'] !== 'null');
    if (!isObject(only) || others.length > 0) return null;
    schema = { ...only, ...rest };
  }
  return null;
}

function lookUp(ref: string, root: Json): unknown {
  if (!ref.startsWith('#/')) return undefined;
  return ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => (isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined), root);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
