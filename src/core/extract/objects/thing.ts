/** The fields of an object, read from one thing in data: its own values first, then those of what belongs to it. */

import type { FieldValue, ObjectValue } from '../../schema.js';
import { coerce, emptyValue, isEmptyValue, type CoercionContext } from '../coerce/index.js';
import {
  followed,
  isList,
  isObject,
  valuesAt,
  type Dereference,
  type Json,
  type JsonObject,
} from '../entity.js';
import { nameKey } from '../field-name.js';
import { withUnit } from '../field-unit.js';
import { findConcept } from '../find-concept.js';
import { shapeValues } from '../shape.js';
import { isThing, type Asked, type AskedThing, type AskedValue } from './asked.js';
import type { Notes } from './notes.js';
import { thingsIn, unwrapped } from './things.js';

export interface ThingContext {
  readonly coercion: CoercionContext;
  readonly dereference: Dereference;
  readonly baseUrl: string;
  readonly notes: Notes;
  /** Values that may still be read, of all things together. */
  readonly budget: { cells: number };
  /** Comparable forms of keys: things of a kind have the same. */
  readonly keyNames: Map<string, string>;
}

const MAX_CELLS = 40_000;
const MAX_KEY_NAMES = 20_000;

export function newThingContext(context: Omit<ThingContext, 'budget' | 'keyNames'>): ThingContext {
  return { ...context, budget: { cells: MAX_CELLS }, keyNames: new Map() };
}

export function readThing(given: JsonObject, fields: readonly Asked[], context: ThingContext): ObjectValue {
  const node = followed(given, context.dereference);
  const keys = keysOf(node, context.keyNames);
  context.budget.cells -= fields.length;
  return Object.fromEntries(
    fields.map((asked) => [
      asked.name,
      isThing(asked) ? innerThings(asked, node, keys, context) : valueOf(asked, node, keys, context),
    ]),
  );
}

/** How many of an object's fields have a value. */
export function countAnswered(thing: ObjectValue): number {
  return Object.values(thing).filter((value) => !isEmptyValue(value)).length;
}

function valueOf(asked: AskedValue, node: JsonObject, keys: Keys, context: ThingContext): FieldValue {
  const { type, shape, path } = asked;
  let failed: Json | undefined;
  for (const values of valuesFor(asked, node, keys, context.dereference)) {
    const raw = shapeValues(values, shape, type, context.baseUrl);
    const read = coerce(raw, type, withUnit(context.coercion, asked.field));
    if (read.kind === 'value') {
      if (read.told) context.notes.coerced(path, raw, read.value);
      return read.value;
    }
    if (read.kind === 'failed') failed ??= raw;
  }
  if (failed !== undefined) context.notes.failed(path, type, failed);
  return emptyValue(type);
}

/** Things that belong to this one, under the field's name. */
function innerThings(
  { type, forms, paths, fields }: AskedThing,
  node: JsonObject,
  keys: Keys,
  context: ThingContext,
): FieldValue {
  const named = forms.flatMap((form) => keys.own.get(form) ?? []);
  const found = [...named, ...paths.flatMap((path) => valuesAt(node, path, context.dereference))];
  const nodes = [...new Set(found.flatMap(asThings))];
  if (type === 'object') {
    const things = nodes.slice(0, MAX_TRIED).map((inner) => readThing(inner, fields, context));
    return things.find((thing) => countAnswered(thing) > 0) ?? null;
  }
  return readThings(nodes, fields, context);
}

const MAX_TRIED = 10;

/** Those that have any of the fields, as far as the budget goes. */
export function readThings(
  nodes: readonly JsonObject[],
  fields: readonly Asked[],
  context: ThingContext,
): ObjectValue[] {
  const things: ObjectValue[] = [];
  for (const node of nodes) {
    if (context.budget.cells <= 0) break;
    const thing = readThing(node, fields, context);
    if (countAnswered(thing) > 0) things.push(thing);
  }
  return things;
}

/** A name or an address stands for the thing that bears it. */
export function asThings(value: Json): JsonObject[] {
  if (isList(value)) return value.slice(0, 2_000).flatMap((item) => (isList(item) ? [] : asThings(item)));
  if (isObject(value)) {
    const [inner] = Object.keys(value).length === 1 ? thingsIn(value) : [];
    return inner === undefined ? [unwrapped(value)] : [...inner.items];
  }
  if (typeof value !== 'string' || value.trim() === '') return [];
  return [/^(?:https?:)?\/\/\S+$/.test(value) ? { url: value } : { name: value }];
}

interface Keys {
  readonly own: ReadonlyMap<string, Json>;
  /** Of what belongs to the thing. */
  readonly inner: ReadonlyMap<string, Json>;
}

const MAX_KEYS = 300;

function keysOf(node: JsonObject, keyNames: Map<string, string>): Keys {
  const own = new Map<string, Json>();
  const inner = new Map<string, Json>();
  const nameOf = (key: string): string => {
    const known = keyNames.get(key);
    if (known !== undefined) return known;
    const name = key.startsWith('@') ? '' : nameKey(key);
    if (keyNames.size < MAX_KEY_NAMES) keyNames.set(key, name);
    return name;
  };
  const add = (to: Map<string, Json>, object: JsonObject): void => {
    for (const [key, value] of Object.entries(object).slice(0, MAX_KEYS)) {
      const name = nameOf(key);
      if (value !== null && name !== '' && !to.has(name)) to.set(name, value);
    }
  };
  add(own, node);
  for (const value of own.values()) {
    if (inner.size >= MAX_KEYS) break;
    if (isObject(value)) add(inner, value);
  }
  return { own, inner };
}

/** What may answer a field, the best first. */
function* valuesFor(
  { forms, concept, paths, isOfEverything }: AskedValue,
  node: JsonObject,
  { own, inner }: Keys,
  dereference: Dereference,
): Generator<readonly Json[]> {
  yield* named(own, forms);
  for (const path of paths) {
    const values = valuesAt(node, path, dereference);
    if (values.length > 0) yield values;
  }
  const meansTheSame = ([key]: readonly [string, Json]): boolean =>
    concept !== undefined && findConcept(key) === concept;
  for (const entry of own) if (meansTheSame(entry)) yield listOf(entry[1]);
  if (isOfEverything) return;
  yield* named(inner, forms);
  for (const entry of inner) if (meansTheSame(entry)) yield listOf(entry[1]);
}

function* named(keys: ReadonlyMap<string, Json>, forms: readonly string[]): Generator<readonly Json[]> {
  for (const form of forms) {
    const value = keys.get(form);
    if (value !== undefined) yield listOf(value);
  }
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value.slice(0, 2_000) : [value];
}
