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

/** Null when none of the field's examples is a value of the place. */
export function anchorOf(wanted: Wanted, place: Place, baseUrl: string): Anchor | null {
  if (wanted.examples.length === 0) return null;
  const items = new Set<number>();
  let weight = 0;
  for (const example of wanted.examples) {
    const isEqual = equals(example, wanted, place, baseUrl);
    for (const [item, value] of place.values.entries()) {
      if (value === undefined || !isEqual(value, item)) continue;
      items.add(item);
      weight = Math.max(weight, telling(example));
    }
  }
  return items.size === 0 ? null : { items, weight };
}

type Equals = (value: string, item: number) => boolean;

function equals(example: string | number, { isNumber }: Wanted, place: Place, baseUrl: string): Equals {
  if (isNumber) {
    const wanted = Number(example);
    const digits = String(Math.trunc(Math.abs(wanted)));
    return (value) =>
      value.length <= 60 && value.replace(/\D+/g, '').includes(digits) && isNumberOf(wanted, value);
  }
  if (place.kind === 'href' || place.kind === 'src') {
    const wanted = foldAddress(resolveUrl(String(example), baseUrl) ?? '');
    const ending = wanted.slice(-6);
    return (value) =>
      value.replace(/\/$/, '').endsWith(ending) && foldAddress(resolveUrl(value, baseUrl) ?? '') === wanted;
  }
  const wanted = foldText(String(example));
  const texts = foldedOf(place);
  const most = wanted.length + MAX_MARKS;
  return ({ length }, item) => length >= wanted.length && length <= most && texts(item) === wanted;
}

function isNumberOf(wanted: number, text: string): boolean {
  return [false, true].some((dotGroups) => {
    const found = findNumber(text, { dotGroups });
    return found !== null && Math.abs(found.value - wanted) < EQUAL;
  });
}

const folded = new WeakMap<Place, (string | undefined)[]>();

/** The folded text of an item, made once. */
function foldedOf(place: Place): (item: number) => string | undefined {
  const known = folded.get(place) ?? [];
  folded.set(place, known);
  return (item) => (known[item] ??= foldText(place.values[item] ?? ''));
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
  if (typeof example === 'number') return Math.abs(example) < 10 ? 0.1 : Math.abs(example) < 100 ? 0.4 : 1;
  return example.length < 3 ? 0.3 : example.length < 6 ? 0.8 : 1.2;
}
