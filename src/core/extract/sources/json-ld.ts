/** JSON-LD scripts to entities. Contexts are not loaded: names are taken as schema.org names, or as the page's own context says. */

import type { Dereference, Entity, Json, JsonObject } from '../entity.js';
import { isList, isObject, typesOf } from '../entity.js';
import { lazy } from '../document.js';
import { mayUseOwnNames, withPlainNames } from './json-ld-names.js';
import { parseLooseJson } from './json-text.js';

const MAX_SCRIPTS = 100;
const MAX_ENTITIES = 500;
const MAX_NODES = 50_000;
const MAX_DEPTH = 64;

/** Properties whose objects are things in their own right, and how they hang on the page. */
const NESTED: readonly (readonly [string, Entity['place']])[] = [
  ['@graph', 'top'],
  ['mainEntity', 'main'],
  ['mainEntityOfPage', 'top'],
  ['subjectOf', 'listed'],
  ['itemListElement', 'listed'],
  ['item', 'listed'],
];

export interface JsonLd {
  readonly entities: readonly Entity[];
  readonly dereference: Dereference;
}

export function readJsonLd(scripts: readonly string[]): JsonLd {
  const roots = scripts.slice(0, MAX_SCRIPTS).flatMap((text) => {
    const values = parseLooseJson(text);
    return mayUseOwnNames(text) ? values.map(withPlainNames) : values;
  });
  const index = lazy(() => indexIds(roots));
  return { entities: collectEntities(roots), dereference: (id) => index().get(id) };
}

function collectEntities(roots: readonly Json[]): Entity[] {
  const entities: Entity[] = [];
  const pending: { value: Json; place: Entity['place']; depth: number }[] = [];
  for (const value of [...roots].reverse()) pending.push({ value, place: 'top', depth: 0 });
  for (let steps = 0; pending.length > 0 && steps < MAX_NODES && entities.length < MAX_ENTITIES; steps += 1) {
    const next = pending.pop();
    if (next === undefined || next.depth > MAX_DEPTH) continue;
    const { value, place, depth } = next;
    if (isList(value)) {
      for (const item of value.slice(0, MAX_ENTITIES).reverse())
        pending.push({ value: item, place, depth: depth + 1 });
    } else if (isObject(value)) {
      const types = typesOf(value);
      if (types.length > 0 && (Object.keys(value).length > 2 || Object.hasOwn(value, 'mainEntity')))
        entities.push({ source: 'json-ld', types, node: value, place });
      for (const [name, inner] of [...NESTED].reverse()) {
        const nested = value[name];
        const innerPlace = place === 'listed' ? 'listed' : inner;
        if (Object.hasOwn(value, name) && nested !== undefined) {
          pending.push({ value: nested, place: innerPlace, depth: depth + 1 });
        }
      }
      // What names this thing as a part of it: a publisher with its articles.
      const reverse = value['@reverse'];
      if (isObject(reverse))
        for (const inner of Object.values(reverse)) pending.push({ value: inner, place, depth: depth + 1 });
    }
  }
  return entities;
}

/** Every described object by its `@id`; a bare reference never hides a description. */
function indexIds(roots: readonly Json[]): Map<string, JsonObject> {
  const byId = new Map<string, JsonObject>();
  const pending: Json[] = [...roots];
  for (let steps = 0; pending.length > 0 && steps < MAX_NODES; steps += 1) {
    const value = pending.pop();
    if (isList(value)) pending.push(...value.slice(0, MAX_NODES));
    else if (isObject(value)) {
      const id = value['@id'];
      const size = Object.keys(value).length;
      const isDescribed = Object.keys(value).some((key) => key !== '@id' && key !== '@type');
      if (typeof id === 'string' && isDescribed && size > Object.keys(byId.get(id) ?? {}).length)
        byId.set(id, value);
      for (const inner of Object.values(value))
        if (typeof inner === 'object' && inner !== null) pending.push(inner);
    }
  }
  return byId;
}
