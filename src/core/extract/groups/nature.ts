/** Whether the values of a place are of the kind that a field asks for, and stand where that kind does. */

import { featuresOf, type Features } from './features.js';
import type { Place } from './place.js';
import type { Wanted } from './wanted.js';

/** Titles are seldom cut by words that all of them share. */
const PART = 0.5;
const MIN_SHARE = 0.7;
/** The column of a table may hold words where there is no number. */
const MIN_NAMED_SHARE = 0.3;
/** Marked as the name of its item: a heading, a link, in bold. */
const MARKED = 0.6;
/** The longest text of the items is what they say. */
const LONGEST = 0.8;
const MIN_LONG = 25;
/** A date beside other words: a place of its own for it is better. */
const WORDED_DATE = 0.6;
const FEW_WORDS = 4;

export interface GroupFacts {
  /** How many it has. */
  readonly items: number;
  readonly baseUrl: string;
  /** How long its longest texts are, in the mean of a place. */
  readonly longest: number;
}

/** What the places of a group have in common with each other. */
export function factsOf(places: readonly Place[], items: number, baseUrl: string): GroupFacts {
  let longest = 0;
  for (const place of places) {
    if (place.kind !== 'text' && place.kind !== 'own') continue;
    if (place.isComposite || place.isFramed || place.isPart) continue;
    const features = featuresOf(place);
    if (titleNature(place, features.meanChars) < MARKED) longest = Math.max(longest, features.meanChars);
  }
  return { items, baseUrl, longest };
}

/** From 0 to 1: whether the values are of the kind, and stand where that kind does. Null when they are of another. */
export function natureOf(wanted: Wanted, place: Place, features: Features, facts: GroupFacts): number | null {
  const { numbers, dates, people, amounts, meanWords, meanChars, distinct, present } = features;
  const spread = distinct / Math.max(1, present.length);
  if (wanted.isNumber) {
    if (numbers() < (place.isWhole && place.heads.length > 0 ? MIN_NAMED_SHARE : MIN_SHARE)) return null;
    if (wanted.meaning === 'price') return amounts() >= MIN_SHARE ? 1 : dates() > 0.5 ? 0 : 0.3;
    return dates() > 0.5 || amounts() > 0.5 ? 0 : meanWords <= 3 ? 0.4 : 0.2;
  }
  switch (wanted.meaning) {
    case 'link':
      return linkNature(place, features, spread);
    case 'image':
      return place.own.some((name) => /\b(?:icon|avatar|emoji|flag)\b/.test(name)) ? 0.4 : 1;
    case 'title':
      if (meanWords > 40 || isNoName(features)) return 0;
      return (
        titleNature(place, meanChars) *
        (place.isPart ? PART : 1) *
        (spread > 0.5 || present.length < 3 ? 1 : 0.5)
      );
    case 'date':
      if (dates() < 0.5) return wanted.examples.length === 0 ? null : 0;
      if (isPersonal(place, features) && !wanted.words.has('joined')) return 0.1;
      return meanWords > 8 ? 0.4 : features.wordless() > 0.5 ? 1 : WORDED_DATE;
    case 'person':
      return people() > 0.6 && meanWords <= 4 && meanChars < 40 ? 0.6 : meanWords > 6 ? null : 0.1;
    case 'text':
      if (meanWords < FEW_WORDS && asksForMore(wanted)) return 0.1;
      if (meanWords < 8 && dates() > 0.8) return 0;
      if (isLongest(place, meanChars, facts)) return Math.max(LONGEST, textNature(place, meanChars));
      return textNature(place, meanChars) * (place.isFramed ? 0.4 : 1);
    case 'price':
      return amounts() >= MIN_SHARE ? 1 : numbers() > 0.8 ? 0.4 : 0;
    case 'other':
      // "products", "vessels": the things themselves, by their names.
      return meanWords > 25 ? 0 : Math.max(0.2, spread > 0.5 ? 0.6 * titleNature(place, meanChars) : 0);
    case 'category':
    case 'number':
      return meanWords > 25 ? 0 : 0.2;
    default:
      return wanted.meaning satisfies never;
  }
}

function isLongest(place: Place, meanChars: number, { longest }: GroupFacts): boolean {
  const isOwn =
    !place.isComposite && !place.isFramed && !place.isPart && titleNature(place, meanChars) < MARKED;
  return isOwn && meanChars >= MIN_LONG && meanChars >= longest;
}

/** The examples are longer than a few words. */
function asksForMore({ exampleForms }: Wanted): boolean {
  return exampleForms.some((form) => typeof form !== 'number' && form.words >= FEW_WORDS);
}

/** Since when someone is a member is no date of what they wrote. */
function isPersonal({ own, label }: Place, { present }: Features): boolean {
  return [...own, label, ...present.slice(0, 1)].some((name) =>
    /\b(?:joined|registered|member since|birthday|born)\b/i.test(name),
  );
}

/** Days, times and numbers; one word with such in it is the name of a file, or a code. */
function isNoName({ dates, numbers, meanWords, wordless }: Features): boolean {
  const isTimed = dates() > 0.8 || (numbers() > 0.8 && meanWords < 2);
  return isTimed && (meanWords > 2 || wordless() > 0.8);
}

function titleNature({ tags, kind }: Place, meanChars: number): number {
  if (kind !== 'text' && kind !== 'own' && kind !== 'piece') return 0.3;
  if (tags.some((tag) => /^h[1-6]$/.test(tag))) return 1;
  if (tags.includes('a')) return meanChars >= 8 ? 0.9 : 0.75;
  if (tags.includes('dt')) return 0.8;
  return tags.some((tag) => tag === 'strong' || tag === 'b') ? 0.6 : 0.2;
}

function linkNature({ tags, values }: Place, { present }: Features, spread: number): number | null {
  if (present.every((link) => /^(?:#|javascript:|mailto:|tel:)/i.test(link))) return null;
  const isSub = present.filter((link) => link.includes('#')).length * 2 > present.length;
  const isHeading = tags.some((tag) => /^h[1-6]$/.test(tag));
  return (isHeading ? 1 : 0.75) * (0.4 + 0.6 * spread) * (isSub ? 0.6 : 1) * (values.length > 0 ? 1 : 0);
}

function textNature({ tags }: Place, meanChars: number): number {
  if (tags.some((tag) => /^h[1-6]$/.test(tag))) return 0.2;
  return meanChars >= 60 ? 1 : meanChars >= 25 ? 0.6 : tags.includes('p') ? 0.5 : 0.2;
}
