/** What stands at a place of a page. */

import { isTag, type Element } from 'domhandler';
import type { Source } from '../source.js';
import { lazy, resolveUrl } from '../document.js';
import { isObject, valuesAt, type Json } from '../entity.js';
import type { PageSources } from '../page-sources.js';
import { metaSource } from '../sources/metas.js';
import { findPairs } from '../structure/pairs.js';
import type { Pair } from '../structure/pair.js';
import { collapse, isInert, isInvisible, shownText, walk } from '../text.js';
import { takePart } from './part.js';
import type { ElementPlace, Place } from './place.js';
import { newBudget, select, type SelectBudget } from './selector.js';

/** A page as its places are looked up. */
export interface PlacePage {
  readonly sources: PageSources;
  /** Elements in which values can stand, in document order. */
  readonly elements: () => readonly Element[];
  readonly budget: SelectBudget;
  /** Labels and values under these keys; all of the page when it is null. */
  readonly pairs: (key: string | null) => readonly Pair[];
}

const MAX_ELEMENTS = 50_000;
const MAX_FOUND = 5;
const MAX_TEXT_CHARS = 5_000;
const MAX_TEXT_NODES = 1_000;

export function openPlaces(sources: PageSources): PlacePage {
  const pairsOf = (isWanted: (key: string) => boolean): Pair[] =>
    findPairs(sources.lines(), sources.grids(), sources.doc.facts.terms, isWanted);
  const all = lazy(() => pairsOf(() => true));
  return {
    sources,
    elements: lazy(() => elementsOf(sources)),
    budget: newBudget(),
    pairs: (key) => (key === null ? all() : pairsOf((other) => other === key)),
  };
}

function elementsOf({ doc }: PageSources): Element[] {
  const elements: Element[] = [];
  walk(doc.root, (node) => {
    if (elements.length >= MAX_ELEMENTS) return 'stop';
    if (!isTag(node)) return false;
    if (node.name === 'head') return false;
    if (isInert(node) || isInvisible(node)) return false;
    elements.push(node);
    return true;
  });
  return elements;
}

/** The values that stand there, each once; several when the place is not one. */
export function follow(place: Place, page: PlacePage): readonly Json[] {
  const { sources } = page;
  switch (place.kind) {
    case 'property':
      return propertyValues(place, sources);
    case 'state':
      for (const { node } of sources.stateObjects()) {
        const values = valuesAt(node, place.path, () => undefined).filter((value) => !isObject(value));
        if (values.length > 0) return values;
      }
      return [];
    case 'meta':
      return sources.metas().get(place.key) ?? [];
    case 'label':
      return [...new Set(page.pairs(place.key).map(({ value }) => value))];
    case 'element':
      return elementValues(place, page);
    default:
      place satisfies never;
      // A version that knows more kinds may have stored it.
      return [];
  }
}

function propertyValues(
  { source, type, path }: Extract<Place, { kind: 'property' }>,
  { entities, dereference }: PageSources,
): readonly Json[] {
  const same = entities[source]().find(({ entity }) => (entity.types[0] ?? '') === type);
  return same === undefined ? [] : valuesAt(same.entity.node, path, dereference);
}

function elementValues({ selector, attribute, part }: ElementPlace, page: PlacePage): readonly Json[] {
  const { sources, elements, budget } = page;
  const found = select(elements(), selector, MAX_FOUND, budget);
  const values = new Set<string>();
  for (const element of found) {
    const value =
      attribute === undefined
        ? takePart(placeText(element), part)
        : attributeOf(element, attribute, sources.doc.baseUrl);
    // Of two elements that it finds, both have to be such places.
    if (value === null) return [];
    values.add(value);
  }
  return [...values];
}

/** The text of an element that may be a value or hold one. */
export function placeText(element: Element): string {
  return shownText(element, { chars: MAX_TEXT_CHARS, nodes: MAX_TEXT_NODES });
}

/** Addresses are given in full. */
export function attributeOf({ attribs }: Element, attribute: string, baseUrl: string): string | null {
  const value = attribs[attribute];
  if (value === undefined) return null;
  return attribute === 'href' || attribute === 'src' ? resolveUrl(value, baseUrl) : collapse(value);
}

/** Where evidence says that it stands. */
export function sourceOf(place: Place): Source {
  switch (place.kind) {
    case 'property':
      return place.source;
    case 'state':
    case 'label':
      return place.kind;
    case 'meta':
      return metaSource(place.key);
    case 'element':
      return 'text';
    default:
      return place satisfies never;
  }
}
