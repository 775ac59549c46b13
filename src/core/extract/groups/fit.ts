/** How well a place answers a field: by its names, its kind of value, the shape of its values. */

import type { Features } from './features.js';
import type { Meaning } from './meanings.js';
import { nameFit } from './name-fit.js';
import { natureOf, type GroupFacts } from './nature.js';
import { priceFit } from './old-price.js';
import type { Place, PlaceKind } from './place.js';
import { shapeFit } from './value-shape.js';
import type { Wanted } from './wanted.js';

/** What a place must reach to be used. */
export const ENOUGH = 0.5;
/** The same for values that look like the example. */
export const LIKELY = 0.4;
/** A link that leads from the title, and what else stands with another field's place. */
export const PAIRED = 0.25;
const SAME_FORM = 0.4;

const NAME = 0.55;
const NATURE = 0.35;
const SHAPE = 0.25;
const COVERAGE = 0.25;
/** A text of several parts is none of them. */
const COMPOSITE = 0.3;
const NAMED_CELL = 0.25;
const LONE = 0.4;
/** Words that are the same in every item, as "read more", are no part of the value. */
const PADDED = 0.08;
/** One of the entries of a list in the item. */
const LISTED = 0.4;
/** What the parts of a list are made by. */
const IN_HEADINGS: ReadonlySet<Meaning> = new Set<Meaning>(['date', 'category']);

/** What is written for readers counts before what is written for machines, and a whole before its parts. */
const KIND: Readonly<Record<PlaceKind, number>> = {
  text: 0,
  own: -0.02,
  piece: -0.03,
  line: -0.03,
  stamp: -0.08,
  title: -0.15,
  alt: -0.15,
  data: -0.2,
  href: 0,
  src: 0,
};

export interface Fit {
  readonly score: number;
  readonly name: number;
  readonly isLikely: boolean;
}

/** Null when the place cannot hold the field, or fits too little to be used where no example stands in it. */
export function fitOf(
  wanted: Wanted,
  place: Place,
  featuresOfPlace: () => Features,
  facts: GroupFacts,
  isAnchored: () => boolean,
): Fit | null {
  if (!isOfKind(wanted, place)) return null;
  const { items, baseUrl } = facts;
  const features = featuresOfPlace();
  const nature = natureOf(wanted, place, features, facts);
  if (nature === null) return null;
  const price = priceFit(wanted, place);
  if (price === null && !isAnchored()) return null;
  const name = Math.max(nameFit(wanted, place), price ?? 0);
  if (place.isSection && !IN_HEADINGS.has(wanted.meaning) && !isAnchored()) return null;
  const isConstant = features.distinct === 1 && features.present.length >= 3;
  // The heading of a column names all that its cells say, however they are made up.
  const isNamedCell = name > 0.9 && place.isWhole && place.heads.length > 0;
  const scoreFor = (shape: number): number =>
    NAME * name +
    NATURE * nature +
    SHAPE * shape +
    COVERAGE * (place.count / items) +
    KIND[place.kind] -
    (place.isPadded ? PADDED : 0) -
    (isNamedCell ? -NAMED_CELL : place.isComposite ? COMPOSITE : 0) -
    (place.isListed ? LISTED : 0) -
    (place.count === 1 && items > 1 && name < 0.7 ? LONE : 0) -
    (isConstant && name < 0.7 ? 0.4 : 0);
  const most = scoreFor(1) + (wanted.meaning === 'link' ? PAIRED : 0);
  if (most < LIKELY && !isAnchored()) return null;
  const shape = shapeFit(wanted.exampleForms, features.forms(baseUrl));
  return {
    score: scoreFor(shape),
    name,
    isLikely: shape >= SAME_FORM && !place.isComposite && !wanted.isNumber,
  };
}

function isOfKind({ meaning }: Wanted, { kind }: Place): boolean {
  if (meaning === 'link') return kind === 'href';
  if (meaning === 'image') return kind === 'src';
  return kind !== 'href' && kind !== 'src';
}
