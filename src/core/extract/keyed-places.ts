/** Names and values of a document that is made of them, each with the place where it stands. */

import type { Concept } from './concepts/concept.js';
import { findConcept } from './find-concept.js';
import { isList, isObject, type Json, type JsonObject } from './entity.js';
import { nameKey } from './field-name.js';

const MAX_KEYS = 10_000;
const MAX_LISTED_KEYS = 50_000;
const MAX_LISTS = 20;
/** Things of one list that are read. */
export const MAX_THINGS = 2_000;

/** The text of an element that has attributes too; it is no name. */
export const OWN_TEXT = '@value';

/** The body itself, or the first of the things that it lists, and where it stands. */
export function mainThing(body: Json): [thing: JsonObject, at: string] {
  const first = isList(body) ? body.findIndex(isObject) : -1;
  const thing = isList(body) ? body[first] : body;
  return [isObject(thing) ? thing : {}, first === -1 ? '' : `/${first}`];
}

/** A value and where it stands in the thing that it was found in (a JSON pointer, RFC 6901). */
export interface Place {
  readonly value: Json;
  readonly path: string;
}

/** The first value of each name, and of each meaning. */
export interface Keys {
  readonly byName: Map<string, Place>;
  readonly byConcept: Map<Concept, Place[]>;
}

interface Budget {
  left: number;
}

export function readKeys(thing: JsonObject, budget: Budget = { left: MAX_KEYS }): Keys {
  const keys: Keys = { byName: new Map(), byConcept: new Map() };
  const add = (node: JsonObject, at: string): void => {
    for (const key of Object.keys(node)) {
      if (budget.left-- <= 0) return;
      const value = node[key];
      const name = nameKey(key);
      if (value === null || value === undefined || key === OWN_TEXT || keys.byName.has(name)) continue;
      const place = { value, path: at + step(key) };
      keys.byName.set(name, place);
      const concept = findConcept(name);
      if (concept === undefined) continue;
      const same = keys.byConcept.get(concept);
      if (same === undefined) keys.byConcept.set(concept, [place]);
      else same.push(place);
    }
  };
  add(thing, '');
  for (const [key, inner] of Object.entries(thing)) {
    if (budget.left <= 0) break;
    if (isObject(inner)) add(inner, step(key));
  }
  return keys;
}

/** One step of a JSON pointer; no document needs long names. */
export function step(key: string): string {
  return `/${key.slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A list and the things in it. */
export interface Items {
  readonly at: string;
  readonly things: readonly Keys[];
}

export interface FoundList {
  readonly at: string;
  readonly list: readonly Json[];
}

/** Lists of things: the body itself, those at the top, those one level down. */
export function listsIn(body: Json): FoundList[] {
  const top = isObject(body) ? placesIn(body, '') : [];
  const inner = top
    .filter(({ value }) => isObject(value))
    .slice(0, MAX_LISTS)
    .flatMap(({ value, path }) => (isObject(value) ? placesIn(value, path) : []));
  return [{ value: body, path: '' }, ...top, ...inner]
    .flatMap(({ value, path }) => (isList(value) && isObject(value[0]) ? [{ at: path, list: value }] : []))
    .slice(0, MAX_LISTS);
}

function placesIn(node: JsonObject, at: string): Place[] {
  return Object.entries(node)
    .slice(0, MAX_KEYS)
    .map(([key, value]) => ({ value, path: at + step(key) }));
}

export function readItems({ at, list }: FoundList): Items {
  const budget = { left: MAX_LISTED_KEYS };
  const things: Keys[] = [];
  for (const item of list) {
    if (budget.left <= 0 || things.length >= MAX_THINGS) break;
    if (isObject(item)) things.push(readKeys(item, budget));
  }
  return { at, things };
}
