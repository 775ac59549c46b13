/** Places of an example's value in what the page shows: beside a label, as the text of an element, in an attribute. */

import type { Element } from 'domhandler';
import { chainOf } from '../structure/ancestors.js';
import type { Line } from '../structure/lines.js';
import { regionAbove } from '../structure/region.js';
import { isAddress, type ExampleValue } from './example-value.js';
import { attributeOf, follow, placeText, type PlacePage } from './follow.js';
import { partOf } from './part.js';
import type { ElementPlace, Place } from './place.js';
import { selectorsFor } from './selector.js';

export interface Shown {
  readonly element: Element;
  readonly line: Line;
  readonly place: Omit<ElementPlace, 'selector'>;
  /** Part of a link, which may speak of another page. */
  readonly isLink: boolean;
}

const MAX_SHOWN = 20;

/** Elements whose text is the value, or ends or begins with it. Menus, footers, comments and what stands beside do not count. */
export function shownIn(example: ExampleValue, lines: readonly Line[]): Shown[] {
  const found = new Map<Element, Shown>();
  for (const line of lines) {
    if (found.size >= MAX_SHOWN) break;
    if (line.region !== 'main' || !mayShow(example, line)) continue;
    for (const element of new Set([...line.segments.map(({ holder }) => holder), line.block])) {
      const part = partOf(placeText(element), example);
      if (part === null || found.has(element)) continue;
      const place = { kind: 'element' as const, ...(part === undefined ? {} : { part }) };
      found.set(element, { element, line, place, isLink: isLinked(example, line) });
    }
  }
  // The whole text of an element says more than a part of it.
  return [...found.values()].sort((a, b) => Number('part' in a.place) - Number('part' in b.place));
}

function mayShow(example: ExampleValue, { text, segments }: Line): boolean {
  return (
    example.mayBeIn(text) || (segments.length > 1 && segments.some((each) => example.mayBeIn(each.text)))
  );
}

/** Whether the words of the line that are the value are those of a link. */
function isLinked(example: ExampleValue, { segments }: Line): boolean {
  return segments.some(
    ({ text, holder }) =>
      chainOf(holder, 4).some(({ name, attribs }) => name === 'a' && attribs['href'] !== undefined) &&
      example.mayBeIn(text) &&
      partOf(text, example) !== null,
  );
}

/** Labels beside which the value stands. */
export function labelPlaces(example: ExampleValue, page: PlacePage): Place[] {
  const keys = page
    .pairs(null)
    .filter(({ key, value }) => isOfTemplate(key) && example.mayBeIn(value) && example.is(value))
    .map(({ key }) => key);
  return [...new Set(keys)].slice(0, MAX_LABELS).map((key) => ({ kind: 'label', key }));
}

const MAX_LABELS = 3;
const MAX_LABEL_WORDS = 5;

/** Not a sentence, and no count, as in "3 offers from". */
function isOfTemplate(key: string): boolean {
  return key.split(' ').length <= MAX_LABEL_WORDS && !/^\d/.test(key);
}

const MAX_TRIED = 30;

/** The first selector of the element that leads nowhere else. */
export function placeOf(
  element: Element,
  place: Omit<ElementPlace, 'selector'>,
  example: ExampleValue,
  page: PlacePage,
): Place | null {
  let tried = 0;
  for (const selector of selectorsFor(element)) {
    if (++tried > MAX_TRIED) break;
    const candidate: Place = { ...place, selector };
    const values = follow(candidate, page);
    if (values.length === 1 && example.is(values)) return candidate;
  }
  return null;
}

const MAX_ATTRIBUTES = 3;

/** Attributes that hold the value: of main parts of the page only. */
export function attributePlaces(example: ExampleValue, page: PlacePage): Place[] {
  const { baseUrl } = page.sources.doc;
  const names = isAddress(String(example.value)) ? ADDRESSES : TEXTS;
  const places: Place[] = [];
  for (const element of page.elements()) {
    if (places.length >= MAX_ATTRIBUTES) break;
    for (const attribute of Object.keys(element.attribs).filter((name) => names.test(name))) {
      if (!example.mayBeIn(element.attribs[attribute] ?? '')) continue;
      const value = attributeOf(element, attribute, baseUrl);
      if (value === null || !example.is(value) || regionAbove(element) !== 'main') continue;
      const place = placeOf(element, { kind: 'element', attribute }, example, page);
      if (place !== null) places.push(place);
    }
  }
  return places;
}

const ADDRESSES = /^(?:href|src|content|poster|data-(?:src|url|href|image))$/;
const TEXTS = /^(?:datetime|content|value|title|alt|data-[a-z-]{1,40})$/;
