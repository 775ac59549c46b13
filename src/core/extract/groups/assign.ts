/** For the fields of a schema the places of one group: each field its own, those that fit best together. */

import { lazy } from '../document.js';
import { anchorOf, SHORT_NUMBER, type Anchor } from './anchors.js';
import { featuresOf } from './features.js';
import { ENOUGH, fitOf, LIKELY, PAIRED, type Fit } from './fit.js';
import { factsOf } from './nature.js';
import type { Place } from './place.js';
import type { Wanted } from './wanted.js';

export interface Assigned {
  readonly wanted: Wanted;
  readonly place: Place;
  readonly score: number;
  readonly name: number;
  readonly isAnchored: boolean;
  /** What it says for the group: an example may stand in another list of the page too. */
  readonly points: number;
  /** Nothing names it, and its values have the form of the example. */
  readonly isLikely: boolean;
}

interface Option {
  readonly wanted: Wanted;
  readonly place: Place;
  readonly fit: Fit;
  readonly anchor: Anchor | null;
}

/** An example that stands in the same item as another field's. */
const TOGETHER = 0.7;
/** From so many values on a column is one; an example may stand in a single place by chance. */
const SURE_COUNT = 3;
const CHOICE = 0.45;
/** From here on a name says what a place is. */
const NAMED = 0.75;

export function assign(
  wanted: readonly Wanted[],
  places: readonly Place[],
  items: number,
  baseUrl: string,
): Assigned[] {
  const facts = factsOf(places, items, baseUrl);
  const options: Option[] = [];
  const features = places.map((place) => lazy(() => featuresOf(place)));
  for (const one of wanted) {
    for (const [at, place] of places.entries()) {
      const own = features[at];
      if (own === undefined) continue;
      const anchor = lazy(() => anchorOf(one, place, baseUrl));
      const fit = fitOf(one, place, own, facts, () => anchor() !== null);
      if (fit !== null) options.push({ wanted: one, place, fit, anchor: anchor() });
    }
  }
  const shown = itemOfExamples(options);
  const named = new Set(options.filter(({ fit }) => fit.name >= NAMED).map((option) => option.wanted));
  const taken = new Map<Place, Wanted>();
  const chosen = new Map<Wanted, Assigned>();
  // The places of titles first: links are told by them.
  const isLink = ({ meaning }: Wanted): boolean => meaning === 'link';
  for (const late of [false, true]) {
    const rated = options
      .filter((option) => isLink(option.wanted) === late)
      .map((option) => rate(option, shown, named.has(option.wanted), [...chosen.values()]))
      .sort((a, b) => b.score - a.score);
    for (const one of rated) {
      if (one.score < (one.isLikely ? LIKELY : ENOUGH) || chosen.has(one.wanted)) continue;
      const holder = taken.get(one.place);
      if (holder !== undefined && one.name < 0.9 && !asksTheSame(holder, one.wanted)) continue;
      chosen.set(one.wanted, one);
      taken.set(one.place, one.wanted);
    }
  }
  return [...chosen.values()];
}

function rate(
  { wanted, place, fit, anchor }: Option,
  shown: number | null,
  isNamedElsewhere: boolean,
  chosen: readonly Assigned[],
): Assigned {
  const together = shown !== null && anchor?.items.has(shown) === true ? TOGETHER * anchor.weight : 0;
  // Where a place bears the field's name, an example that stands under another one, alone, does so by chance.
  const isChance =
    isNamedElsewhere &&
    anchor !== null &&
    ((fit.name === 0 && anchor.weight <= SHORT_NUMBER) ||
      (fit.name < NAMED && place.heads.length > 0 && together === 0));
  const anchored =
    anchor === null || isChance
      ? 0
      : (anchor.weight + together) * Math.min(1, place.count / SURE_COUNT) * (place.isListed ? 0.5 : 1);
  const title = chosen.find((one) => one.wanted.meaning === 'title');
  const isPaired = wanted.meaning === 'link' && title !== undefined && standsWith(place, title.place);
  const score = fit.score + anchored + (isPaired ? PAIRED : 0);
  const points = fit.score + CHOICE * anchored + (isPaired ? PAIRED : 0);
  return { wanted, place, score, points, name: fit.name, isLikely: fit.isLikely, isAnchored: anchored >= 1 };
}

/** Two fields with one example mean one place. */
function asksTheSame(a: Wanted, b: Wanted): boolean {
  return a.examples.length > 0 && a.examples.join('\n') === b.examples.join('\n');
}

function standsWith({ spots: a }: Place, { spots: b }: Place): boolean {
  return a.some((one) =>
    b.some((other) => one === other || one.startsWith(`${other} > `) || other.startsWith(`${one} > `)),
  );
}

/** The item in which the examples of most fields stand; null when no two do. */
function itemOfExamples(options: readonly Option[]): number | null {
  const fields = new Map<number, Set<Wanted>>();
  for (const { anchor, wanted } of options) {
    for (const item of anchor?.items ?? []) {
      const met = fields.get(item);
      if (met === undefined) fields.set(item, new Set([wanted]));
      else met.add(wanted);
    }
  }
  let best: number | null = null;
  let most = 1;
  for (const [item, { size }] of fields) if (size > most) [best, most] = [item, size];
  return best;
}
