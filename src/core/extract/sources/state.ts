/**
 * The state that scripts start from: JSON in script elements, or assigned to a variable. Of all its objects the one that is
 * about this page, which shows in its title or its address, or in how many of the wanted fields it has.
 */

import type { Json, JsonObject } from '../entity.js';
import { isList, isObject } from '../entity.js';
import { nameKey } from '../field-name.js';
import { fold } from '../structure/heading.js';
import { isFlight, readFlight } from './flight.js';
import { jsonAt } from './json-text.js';

const MAX_SCRIPTS = 200;
const MAX_CHARS = 4_000_000;
const MAX_NODES = 60_000;
const MAX_DEPTH = 40;
const MAX_VALUES = 20;
const MAX_OBJECTS = 5;

export interface StateObject {
  readonly node: JsonObject;
  readonly path: string;
  /** The object names this page itself. */
  readonly isIdentified: boolean;
}

export interface PageIdentity {
  readonly url: string;
  /** Folded. */
  readonly titles: readonly string[];
}

/** The JSON values of the page's scripts. */
export function readStates(scripts: readonly string[]): Json[] {
  const pieces = scripts.filter(isFlight);
  let left = MAX_CHARS - pieces.reduce((sum, { length }) => sum + length, 0);
  const values = left < 0 ? [] : readFlight(pieces);
  for (const text of scripts.filter((script) => !isFlight(script)).slice(0, MAX_SCRIPTS)) {
    if (text.length > left) continue;
    const value = stateOf(text);
    if (value === undefined) continue;
    left -= text.length;
    values.push(value);
  }
  return values;
}

/** Scripts have few of these, and a name before it makes it an assignment. */
const VALUE = /=\s?(?:JSON\.parse\(\s?)?(?=[{["'])/g;
const NAME =
  /(?:^|[;\s,{(])(?:window\.|self\.|globalThis\.|var |let |const )?[\w$.]{1,60}(?:\[['"][\w$-]{1,60}['"]\])?\s?$/;
const MAX_NAME_CHARS = 150;
const MAX_ASSIGNMENTS = 20;

function stateOf(text: string): Json | undefined {
  const start = text.search(/\S/);
  if (start < 0) return undefined;
  const first = text[start];
  if (first === '{' || first === '[') return jsonAt(text, start);
  const found: Json[] = [];
  let tried = 0;
  for (const match of text.matchAll(VALUE)) {
    if (tried >= MAX_ASSIGNMENTS) break;
    if (!NAME.test(text.slice(Math.max(0, match.index - MAX_NAME_CHARS), match.index))) continue;
    tried += 1;
    const value = jsonAt(text, match.index + match[0].length);
    if (value !== undefined) found.push(value);
  }
  return found.length === 0 ? undefined : found;
}

/** Best first; empty when no object is about the page. `wanted`: comparable names of each field of the schema. */
export function findStateObjects(
  states: readonly Json[],
  identity: PageIdentity,
  wanted: readonly ReadonlySet<string>[],
): StateObject[] {
  const own = { path: identity.url.replace(/^[a-z]+:\/\/[^/]+/i, ''), titles: identity.titles };
  const rated: { object: StateObject; points: number }[] = [];
  const keys = new Map<string, string>();
  const keyOf = (name: string): string => {
    let key = keys.get(name);
    if (key === undefined) keys.set(name, (key = nameKey(name)));
    return key;
  };
  const pending: { value: Json; path: string; depth: number }[] = states.map((value) => ({
    value,
    path: '$',
    depth: 0,
  }));
  for (let at = 0; at < pending.length && at < MAX_NODES; at += 1) {
    const next = pending[at];
    if (next === undefined || next.depth > MAX_DEPTH) continue;
    const { value, path, depth } = next;
    if (isList(value)) {
      for (const item of value.slice(0, 500))
        if (typeof item === 'object' && item !== null) pending.push({ value: item, path, depth: depth + 1 });
      continue;
    }
    if (!isObject(value)) continue;
    const names = Object.keys(value).slice(0, 300);
    const isIdentified = names.some((name) => identifies(name, value[name], own));
    const held = new Set((isIdentified ? namesIn(value) : names).map(keyOf));
    const fields = wanted.filter((forms) => [...forms].some((form) => held.has(form))).length;
    if (isIdentified || (fields > 1 && fields * 2 > wanted.length)) {
      // What belongs to a thing is kept beside its title; of several that bear it, the fullest is the thing itself.
      const points = fields + names.length / 1_000;
      rated.push({ object: { node: value, path, isIdentified }, points });
    }
    for (const name of names) {
      const inner = value[name];
      if (typeof inner === 'object' && inner !== null)
        pending.push({ value: inner, path: `${path}.${name}`.slice(0, 200), depth: depth + 1 });
    }
  }
  const identified = rated.filter(({ object }) => object.isIdentified);
  return (identified.length > 0 ? identified : rated)
    .sort((a, b) => b.points - a.points)
    .slice(0, MAX_OBJECTS)
    .map(({ object }) => object);
}

const MAX_INNER = 50;

/** Names in an object and in the objects that belong to it: a thing keeps its place and its price in objects of their own. */
function namesIn(object: JsonObject): string[] {
  const inner = Object.values(object).filter(isObject).slice(0, MAX_INNER);
  const innermost = inner.flatMap((one) => Object.values(one).filter(isObject)).slice(0, MAX_INNER);
  return [object, ...inner, ...innermost].flatMap((one) => Object.keys(one).slice(0, 300));
}

interface Identity {
  /** Of the page's address. */
  readonly path: string;
  readonly titles: readonly string[];
}

const TITLE_KEYS = /^(?:title|name|headline|heading|product_?name|display_?name|display_?address|address)$/i;
const ADDRESS_KEYS = /url|slug|permalink|canonical|^path$|^href$|uri$/i;
const ID_KEYS = /^(?:id|_id|[a-z]+_?id|sku|code)$/i;

function identifies(name: string, value: Json | undefined, { path, titles }: Identity): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  if (text.length > 1_000) return false;
  if (TITLE_KEYS.test(name)) {
    const folded = fold(text);
    return (
      folded.length >= 4 &&
      titles.some((title) => title === folded || (folded.length >= 12 && title.includes(folded)))
    );
  }
  if (ADDRESS_KEYS.test(name))
    return text.length >= 8 && path.length >= 8 && (path.endsWith(text) || text.endsWith(path));
  return ID_KEYS.test(name) && text.length >= 5 && path.includes(text);
}

export interface NamedInState {
  readonly value: Json;
  readonly path: string;
  /** It is that of who offers, writes or owns the thing. */
  readonly isOfOther: boolean;
}

interface Inner {
  readonly node: JsonObject;
  readonly path: string;
  readonly depth: number;
  readonly isOfOther: boolean;
}

const OTHERS =
  /^(?:.*(?:agent|agency|agencies|broker|seller|vendor|owner|advertiser|publisher|developer)|author|user|contact|company|branch|office)$/i;

/** Values under the field's names in an object and, further down, in what belongs to it; the shallowest first. */
export function valuesNamed(object: JsonObject, names: ReadonlySet<string>): NamedInState[] {
  const found: NamedInState[] = [];
  const pending: Inner[] = [{ node: object, path: '', depth: 0, isOfOther: false }];
  for (let at = 0; at < pending.length && at < 300 && found.length < MAX_VALUES; at += 1) {
    const next = pending[at];
    if (next === undefined) continue;
    for (const [name, value] of Object.entries(next.node).slice(0, 300)) {
      const path = next.path === '' ? name : `${next.path}.${name}`;
      if (value !== null && names.has(nameKey(name)) && !isHomonym(name, next.node))
        found.push({ value, path, isOfOther: next.isOfOther });
      if (isObject(value) && next.depth < 3) {
        const isOfOther = next.isOfOther || OTHERS.test(name);
        pending.push({ node: value, path, depth: next.depth + 1, isOfOther });
      }
    }
  }
  return found;
}

/** `state` is the part of a country beside other parts of an address, and elsewhere what has become of a thing. */
function isHomonym(name: string, node: JsonObject): boolean {
  return (
    name.toLowerCase() === 'state' &&
    !Object.keys(node)
      .slice(0, 300)
      .some((key) => OF_ADDRESS.test(key))
  );
}

const OF_ADDRESS = /^(?:.*city|town|zip(?:_?code)?|post(?:al)?_?code|street.*|country.*|county|locality)$/i;
