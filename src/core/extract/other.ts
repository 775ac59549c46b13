/** Bodies that are not HTML: JSON is read by its key names; nothing else has fields. */

import type { FieldExtraction } from './index.js';
import type { Field, FieldValue, Schema } from '../schema.js';
import { coerce, emptyValue, newWordedDates, type CoercionContext } from './coerce/index.js';
import { findConcept, type Shape } from './concepts.js';
import type { Json, JsonObject } from './entity.js';
import { isList, isObject } from './entity.js';
import { nameForms, nameKey } from './field-name.js';
import { shapeValues } from './shape.js';

const MAX_JSON_CHARS = 10_000_000;
const MAX_KEYS = 2_000;

export function isHtml(contentType: string): boolean {
  return contentType === 'text/html' || contentType === 'application/xhtml+xml';
}

export function isJson(contentType: string): boolean {
  return contentType === 'application/json' || contentType === 'text/json' || contentType.endsWith('+json');
}

type Fields = Omit<FieldExtraction, 'evidence'>;

export interface OtherContext {
  readonly url: string;
  readonly fetchedAt: Date;
}

/** `text` is only looked at when the content type is JSON. */
export function extractFromOther(
  contentType: string,
  text: string,
  schema: Schema,
  context: OtherContext,
): Fields {
  if (!isJson(contentType)) return nothing(schema, `the page is ${contentType}, which has no fields to read`);
  const body = parseBody(text);
  if (body === undefined)
    return nothing(schema, `the page is ${contentType}, but its text is not valid JSON`);
  const values = keyedValues(body);
  const coercion: CoercionContext = {
    lang: null,
    referenceDate: () => context.fetchedAt,
    wordedDates: newWordedDates(),
  };
  const data = schema.map((field) => [field.field, readField(field, values, coercion, context.url)] as const);
  return { data: Object.fromEntries(data), warnings: [], structured: false };
}

function nothing(schema: Schema, warning: string): Fields {
  const data = schema.map(({ field, type }) => [field, emptyValue(type)] as const);
  return { data: Object.fromEntries(data), warnings: [warning], structured: false };
}

function parseBody(text: string): Json | undefined {
  if (text.length > MAX_JSON_CHARS) return undefined;
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as Json;
  } catch {
    return undefined;
  }
}

/** Values of the top level, then of the objects directly below it, by comparable name; the first of a name counts. */
function keyedValues(body: Json): Map<string, Json> {
  const values = new Map<string, Json>();
  const top = isList(body) ? body.find(isObject) : body;
  if (!isObject(top)) return values;
  const add = (node: JsonObject): void => {
    for (const [key, value] of Object.entries(node).slice(0, MAX_KEYS)) {
      const name = nameKey(key);
      if (value !== null && !values.has(name)) values.set(name, value);
    }
  };
  add(top);
  for (const inner of Object.values(top).slice(0, MAX_KEYS)) if (isObject(inner)) add(inner);
  return values;
}

function readField(
  { field, type }: Field,
  values: ReadonlyMap<string, Json>,
  context: CoercionContext,
  url: string,
): FieldValue {
  const concept = findConcept(field);
  const same = [...values].filter(([name]) => concept !== undefined && findConcept(name) === concept);
  const exact = nameForms(field).map((form) => [form, values.get(form)] as const);
  const shape: Shape = concept?.shape ?? 'text';
  for (const [, value] of [...exact, ...same]) {
    if (value === undefined) continue;
    const raw = shapeValues(isList(value) ? value.slice(0, MAX_KEYS) : [value], shape, type, url);
    const result = coerce(raw, type, context);
    if (result.kind === 'value') return result.value;
  }
  return emptyValue(type);
}
