/** Examples that stand on the page: the place that holds one is the place that the caller means. */

import { findNumber } from '../coerce/number-text.js';
import { resolveUrl } from '../document.js';
import type { Place } from './place.js';
import type { Wanted } from './wanted.js';

export interface Anchor {
  /** The items that hold one of the examples. */
  readonly items: ReadonlySet<number>;
  /** How much the finding says: a long text cannot be a coincidence, the number 1 can. */
  readonly weight: number;
}

const MAX_LENGTH = 8_000;
/** How many signs folding may take away. */
const MAX_MARKS = 12;

const EQUAL = 0.005;

/** The weight of a number of two digits, which is as good as a coincidence. */
export const SHORT_NUMBER = 0.4;

/** Null unless most of the field's examples are values of the place: of another page's some may stand here by chance. */
export function anchorOf(wanted: Wanted, place: Place, baseUrl: string): Anchor | null {
  const items = new Set<number>();
  let weight = 0;
  let standing = 0;
  for (const { example, isEqual } of comparisons(wanted, baseUrl)) {
    let stands = false;
    for (let item = 0; item < place.values.length; item += 1) {
      const value = place.values[item];
      if (value === undefined || !isEqual(value, item, place)) continue;
      stands = true;
      items.add(item);
      weight = Math.max(weight, telling(example));
    }
    if (stands) standing += 1;
  }
  return standing * 2 <= wanted.examples.length ? null : { items, weight };
}

interface Comparison {
  readonly example: string | number;
  readonly isEqual: (value: string, item: number, place: Place) => boolean;
}

const compared = new WeakMap<Wanted, readonly Comparison[]>();

/** Made once for a field: all its places are compared with the same examples. */
function comparisons(wanted: Wanted, baseUrl: string): readonly Comparison[] {
  let made = compared.get(wanted);
  if (made === undefined) {
    const { examples, isNumber, meaning } = wanted;
    const isPlace = meaning === 'link' || meaning === 'image';
    made = examples.map((example) => ({
      example,
      isEqual: isNumber ? sameNumber(example) : isPlace ? sameAddress(example, baseUrl) : sameText(example),
    }));
    compared.set(wanted, made);
  }
  return made;
}

function sameNumber(example: string | number): Comparison['isEqual'] {
  const wanted = Number(example);
  const digits = String(Math.trunc(Math.abs(wanted)));
  return (value, item, place) =>
    value.length <= 60 && digitsIn(place, item).includes(digits) && isNumberOf(wanted, value);
}

/** Of addresses that end alike. */
function sameAddress(example: string | number, baseUrl: string): Comparison['isEqual'] {
  const wanted = foldAddress(resolveUrl(String(example), baseUrl) ?? '');
  const ending = wanted.slice(-6);
  return (value) =>
    (value.endsWith(ending) || value.endsWith(`${ending}/`)) &&
    foldAddress(resolveUrl(value, baseUrl) ?? '') === wanted;
}

function sameText(example: string | number): Comparison['isEqual'] {
  const wanted = foldText(String(example));
  const most = wanted.length + MAX_MARKS;
  return ({ length }, item, place) =>
    length >= wanted.length && length <= most && foldedIn(place, item) === wanted;
}

function isNumberOf(wanted: number, text: string): boolean {
  return [false, true].some((dotGroups) => {
    const found = findNumber(text, { dotGroups });
    return found !== null && Math.abs(found.value - wanted) < EQUAL;
  });
}

const folded = new WeakMap<Place, (string | undefined)[]>();
const digitRuns = new WeakMap<Place, (string | undefined)[]>();

/** What is made of an item's value, made once. */
function madeOnce(
  made: WeakMap<Place, (string | undefined)[]>,
  place: Place,
  item: number,
  make: (value: string) => string,
): string {
  let known = made.get(place);
  if (known === undefined) made.set(place, (known = []));
  return (known[item] ??= make(place.values[item] ?? ''));
}

function foldedIn(place: Place, item: number): string {
  return madeOnce(folded, place, item, foldText);
}

function digitsIn(place: Place, item: number): string {
  return madeOnce(digitRuns, place, item, (value) => value.replace(/\D+/g, ''));
}

/** As readers compare texts: case, quotes, dashes and marks at the ends aside. */
function foldText(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201c\u201d"'`]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

function foldAddress(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
}

function telling(example: string | number): number {
  if (typeof example === 'number')
    return Math.abs(example) < 10 ? 0.1 : Math.abs(example) < 100 ? SHORT_NUMBER : 1;
  return example.length < 3 ? 0.3 : example.length < 6 ? 0.8 : 1.2;
}
