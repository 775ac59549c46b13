/** A first item that names the columns of the others: "Topic", "Replies", "Views" above rows of numbers. */

import { nameKey } from '../field-name.js';
import type { Place } from './place.js';

const MAX_CHARS = 30;
const MIN_ITEMS = 3;

/** The places without that item, each with its name; as they are when the first item is one like the others. */
export function withHeadRow(places: readonly Place[]): Place[] {
  const texts = places.filter(({ kind }) => kind === 'text');
  const isHead =
    texts.some(namesNumbers) &&
    texts.every(({ values: [first], isComposite }) => first === undefined || isComposite || isName(first));
  if (!isHead) return [...places];
  const named = places.map((place) => {
    const [first, ...values] = place.values;
    if (first === undefined) return { ...place, heads: [...place.heads, ...headsAround(place, texts)] };
    const heads = place.isComposite ? place.heads : [...place.heads, nameKey(first)];
    return {
      ...place,
      heads,
      isWhole: place.kind === 'text',
      values: [undefined, ...values],
      count: place.count - 1,
    };
  });
  return named.filter(({ count }) => count > 0);
}

function isName(text: string): boolean {
  return text.length <= MAX_CHARS && !/\d/.test(text);
}

function namesNumbers({ values: [first, ...others] }: Place): boolean {
  const present = others.filter((value) => value !== undefined);
  return (
    first !== undefined &&
    isName(first) &&
    present.length + 1 >= MIN_ITEMS &&
    present.every((value) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(value))
  );
}

/** What the first item says where the others have the part that holds this place. */
function headsAround({ spots }: Place, texts: readonly Place[]): string[] {
  return texts.flatMap(({ spots: [outer = ''], values: [first], isComposite }) =>
    first !== undefined &&
    isName(first) &&
    !isComposite &&
    spots.some((spot) => spot.startsWith(`${outer} > `))
      ? [nameKey(first)]
      : [],
  );
}
