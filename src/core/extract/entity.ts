/**
 * Things a page describes (a product, an article) in the shape of JSON-LD, whichever markup they come from, and how a
 * path such as `offers.price` is read from them. Values are untrusted: shapes are checked at every step.
 */

import { currentPrices } from './former-price.js';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type EntitySource = 'json-ld' | 'microdata' | 'rdfa' | 'microformats';

export interface Entity {
  readonly source: EntitySource;
  /** Short names: `Product`, not `http://schema.org/Product`. */
  readonly types: readonly string[];
  readonly node: JsonObject;
  /** How it hangs on the page: by itself, named as the page's main entity, or as an element of a list. */
  readonly place: 'top' | 'main' | 'listed';
}

/** Finds the object an `@id` reference stands for. */
export type Dereference = (id: string) => JsonObject | undefined;

const MAX_VALUES = 2_000;
const MAX_STEPS = 20_000;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function typesOf(node: JsonObject): string[] {
  const type = property(node, '@type');
  const names = isList(type) ? type.slice(0, 20) : [type];
  return names.filter((name): name is string => typeof name === 'string').map(shortName);
}

/** The last part of a vocabulary address: `https://schema.org/InStock` and `schema:InStock` give `InStock`. */
export function shortName(address: string): string {
  const name = address.trim();
  const cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf('#'), name.lastIndexOf(':'));
  return cut === name.length - 1 ? name : name.slice(cut + 1);
}

export function property(node: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(node, name)) return node[name];
  const prefixed = `schema:${name}`;
  return Object.hasOwn(node, prefixed) ? node[prefixed] : undefined;
}

/** Every value at a dotted path, lists flattened, references followed. */
export function valuesAt(node: JsonObject, path: string, dereference: Dereference): Json[] {
  let level: readonly Json[] = [node];
  for (const name of path.split('.')) {
    const next: Json[] = [];
    for (const value of level) {
      const object = isObject(value) ? followed(value, dereference) : referred(value, dereference);
      const found = object === undefined ? undefined : property(object, name);
      if (found !== undefined) flattenInto(next, found);
    }
    if (next.length === 0) return next;
    level = name === 'priceSpecification' && !path.endsWith(name) ? currentPrices(next) : next;
  }
  const last = path.slice(path.lastIndexOf('.') + 1);
  return level.map((value) => {
    if (isObject(value)) return followed(value, dereference);
    return NAMED.has(last) ? (referred(value, dereference) ?? value) : value;
  });
}

/** Properties whose value is a thing with a name: text that is the id of one stands for it. */
const NAMED = new Set(
  'author creator publisher brand manufacturer seller performer organizer director actor hiringOrganization worksFor'.split(
    ' ',
  ),
);

function referred(value: Json, dereference: Dereference): JsonObject | undefined {
  const isId = typeof value === 'string' && value.length <= 2_000 && /^(?:#|_:|https?:)/.test(value);
  return isId ? dereference(value) : undefined;
}

/** The object itself, or what it only refers to. */
export function followed(object: JsonObject, dereference: Dereference): JsonObject {
  const id = object['@id'];
  if (typeof id !== 'string' || Object.keys(object).some((key) => key !== '@id' && key !== '@type'))
    return object;
  return dereference(id) ?? object;
}

function flattenInto(target: Json[], value: Json): void {
  const pending: Json[] = [value];
  for (let steps = 0; pending.length > 0 && steps < MAX_STEPS && target.length < MAX_VALUES; steps += 1) {
    const next = pending.pop();
    if (next === undefined || next === null) continue;
    if (isList(next)) pending.push(...next.slice(0, MAX_VALUES).reverse());
    else target.push(next);
  }
}
