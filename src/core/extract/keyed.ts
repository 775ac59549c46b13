/**
 * Bodies that are made of names and values (JSON, XML): a field takes the value under its own name, or under another name
 * of what it means. Names are looked for at the top and one level down. Of a list of things a field that asks for many
 * takes the value of each.
 */

import type { Fields } from './fields.js';
import type { Field, FieldValue, Schema } from '../schema.js';
import { coerce, emptyValue, newWordedDates, type CoercionContext } from './coerce/index.js';
import type { Concept, Shape } from './concepts.js';
import { findConcept } from './find-concept.js';
import { lazy } from './document.js';
import type { Json, JsonObject } from './entity.js';
import { isList, isObject } from './entity.js';
import { nameForms, nameKey } from './field-name.js';
import { shapeValues } from './shape.js';

const MAX_KEYS = 10_000;
const MAX_LISTED_KEYS = 50_000;
const MAX_LISTS = 20;
const MAX_VALUES = 2_000;

/** The text of an element that has attributes too; it is no name. */
export const OWN_TEXT = '@value';

export interface KeyedContext {
  readonly url: string;
  readonly fetchedAt: Date;
}

export function extractKeyed(body: Json, schema: Schema, context: KeyedContext): Fields {
  const thing = isList(body) ? body.find(isObject) : body;
  const keys = readKeys(isObject(thing) ? thing : {}, { left: MAX_KEYS });
  const lists = lazy(() => listsIn(body).map((list) => lazy(() => readItems(list))));
  const coercion: CoercionContext = {
    lang: null,
    referenceDate: () => context.fetchedAt,
    wordedDates: newWordedDates(),
  };
  const data = schema.map((field) => [field.field, readField(field, keys, lists, coercion, context.url)]);
  return {
    data: Object.fromEntries(data) as Record<string, FieldValue>,
    warnings: [],
    structured: false,
  };
}

/** An answer without values. */
export function noFields(schema: Schema, warning: string): Fields {
  const data = schema.map(({ field, type }) => [field, emptyValue(type)] as const);
  return { data: Object.fromEntries(data), warnings: [warning], structured: false };
}

/** The first value of each name, and of each meaning. */
interface Keys {
  readonly byName: Map<string, Json>;
  readonly byConcept: Map<Concept, Json[]>;
}

interface Budget {
  left: number;
}

function readKeys(thing: JsonObject, budget: Budget): Keys {
  const keys: Keys = { byName: new Map(), byConcept: new Map() };
  const add = (node: JsonObject): void => {
    for (const key of Object.keys(node)) {
      if (budget.left-- <= 0) return;
      const value = node[key];
      const name = nameKey(key);
      if (value === null || value === undefined || key === OWN_TEXT || keys.byName.has(name)) continue;
      keys.byName.set(name, value);
      const concept = findConcept(name);
      if (concept === undefined) continue;
      const same = keys.byConcept.get(concept);
      if (same === undefined) keys.byConcept.set(concept, [value]);
      else same.push(value);
    }
  };
  add(thing);
  for (const inner of Object.values(thing)) {
    if (budget.left <= 0) break;
    if (isObject(inner)) add(inner);
  }
  return keys;
}

type Items = readonly Keys[];

/** Lists of things: the body itself, those at the top, those one level down. */
function listsIn(body: Json): (readonly Json[])[] {
  const top = isObject(body) ? Object.values(body).slice(0, MAX_KEYS) : [];
  const inner = top
    .filter(isObject)
    .slice(0, MAX_LISTS)
    .flatMap(Object.values<Json>);
  return [body, ...top, ...inner]
    .filter((value) => isList(value) && isObject(value[0]))
    .filter(isList)
    .slice(0, MAX_LISTS);
}

function readItems(list: readonly Json[]): Items {
  const budget = { left: MAX_LISTED_KEYS };
  const items: Keys[] = [];
  for (const item of list) {
    if (budget.left <= 0 || items.length >= MAX_VALUES) break;
    if (isObject(item)) items.push(readKeys(item, budget));
  }
  return items;
}

function readField(
  { field, type }: Field,
  keys: Keys,
  lists: () => readonly (() => Items)[],
  context: CoercionContext,
  url: string,
): FieldValue {
  const concept = findConcept(field);
  const forms = nameForms(field);
  const shape: Shape = concept?.shape ?? 'text';
  for (const values of valuesFor(forms, concept, type.startsWith('array<'), keys, lists)) {
    const raw = shapeValues(values.slice(0, MAX_VALUES), shape, type, url);
    const result = coerce(raw, type, context);
    if (result.kind === 'value') return result.value;
  }
  return emptyValue(type);
}

/** What may answer a field, the best first. */
function* valuesFor(
  forms: readonly string[],
  concept: Concept | undefined,
  wantsMany: boolean,
  keys: Keys,
  lists: () => readonly (() => Items)[],
): Generator<readonly Json[]> {
  const own = valuesOf(keys, forms, concept).map((value) => (isList(value) ? value : [value]));
  if (!wantsMany) {
    yield* own;
    return;
  }
  // Of what there is one by nature, many are asked for of many things: the titles of a feed are not the feed's title.
  const mayBeShort = concept?.plural === true;
  yield* own.filter((values) => mayBeShort || values.length > 1);
  for (const items of lists()) {
    const across = items().flatMap((item) => firstOf(valuesOf(item, forms, concept), mayBeShort));
    if (across.length > 0) yield across;
  }
  yield* own;
}

function valuesOf(keys: Keys, forms: readonly string[], concept: Concept | undefined): Json[] {
  const exact = forms.map((form) => keys.byName.get(form)).filter((value) => value !== undefined);
  return [...exact, ...(concept === undefined ? [] : (keys.byConcept.get(concept) ?? []))];
}

function firstOf([value]: readonly Json[], mayBeList: boolean): readonly Json[] {
  if (value === undefined) return [];
  return isList(value) ? (mayBeList ? value : value.slice(0, 1)) : [value];
}
