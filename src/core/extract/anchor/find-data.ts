/** Places of an example's value in what the page embeds for programs. */

import { isList, isObject, type Json, type JsonObject } from '../entity.js';
import type { PageSources } from '../page-sources.js';
import type { ExampleValue } from './example-value.js';
import type { Place } from './place.js';

const MAX_DEPTH = 4;
const MAX_VALUES = 1_000;
const MAX_THINGS = 3;
const MAX_PLACES = 3;
const MAX_NUMBER_CHARS = 30;
/** Of a thing of its own; the others are the site, media and parts of the page. */
const MAIN_RANK = 3;

export function* placesInData(example: ExampleValue, sources: PageSources): Generator<Place> {
  for (const read of Object.values(sources.entities)) {
    const things = read().filter(({ rank }) => rank === MAIN_RANK);
    for (const { entity } of things.slice(0, MAX_THINGS)) {
      const { source, types, node } = entity;
      for (const path of pathsTo(example, node))
        yield { kind: 'property', source, type: types[0] ?? '', path };
    }
  }
  for (const [key, values] of sources.metas())
    if (values.length === 1 && holds(example, values)) yield { kind: 'meta', key };
}

export function* placesInState(example: ExampleValue, sources: PageSources): Generator<Place> {
  for (const { node } of sources.stateObjects())
    for (const path of pathsTo(example, node)) yield { kind: 'state', path };
}

/** Dotted paths of properties that are the value. */
function pathsTo(example: ExampleValue, root: JsonObject): string[] {
  const paths = new Set<string>();
  const pending: { node: JsonObject; path: string; depth: number }[] = [{ node: root, path: '', depth: 1 }];
  let left = MAX_VALUES;
  for (let next; (next = pending.shift()) !== undefined;) {
    for (const [name, value] of Object.entries(next.node)) {
      left -= 1;
      if (left < 0 || paths.size >= MAX_PLACES) return [...paths];
      // A name with a dot in it is no path.
      if (name.startsWith('@') || name.includes('.')) continue;
      const path = next.path === '' ? name : `${next.path}.${name}`;
      const items = isList(value) ? value.slice(0, 20) : [value];
      if (holds(example, items)) paths.add(path);
      else if (next.depth < MAX_DEPTH)
        for (const node of items.filter(isObject)) pending.push({ node, path, depth: next.depth + 1 });
    }
  }
  return [...paths];
}

function holds(example: ExampleValue, values: readonly Json[]): boolean {
  const mayHold = values.some((value) => typeof value === 'object' || mayBe(example, String(value)));
  return mayHold && example.is(values);
}

/** A number in a sentence is not the property's value. */
function mayBe(example: ExampleValue, text: string): boolean {
  return example.mayBeIn(text) && (typeof example.value === 'string' || text.length <= MAX_NUMBER_CHARS);
}
