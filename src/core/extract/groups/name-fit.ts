/** How far the names of a place (headings, labels, classes) say that it is what a field asks for. */

import type { Concept } from '../concepts/concept.js';
import { conceptsOfLabel } from '../find-concept.js';
import { unitOfWords, type UnitName } from '../unit.js';
import { MEANINGS } from './meanings.js';
import type { Place } from './place.js';
import { singularOf, type Wanted } from './wanted.js';

const HEAD = 1;
const OWN = 0.85;
const AROUND = 0.6;
const TALLY = 0.6;

/** From 0 to 1. */
export function nameFit(wanted: Wanted, place: Place): number {
  // The heading of a column names all that a cell says; a part of it may be something else.
  const share = place.isWhole ? 1 : 0.6;
  const heads = Math.max(
    ...place.heads.map((name) => said(wanted, name) * share),
    said(wanted, place.label),
    said(wanted, place.unit),
    0,
  );
  // A link to a review is no text of a review.
  const names = wanted.meaning === 'text' ? place.own : [...place.own, ...place.leads];
  const own = Math.max(0, ...names.map((name) => said(wanted, name)));
  if (wanted.isCount && place.isTally) return Math.max(heads * HEAD, own * OWN, TALLY);
  const around = Math.max(0, ...place.around.map((name) => said(wanted, name)));
  return Math.max(heads * HEAD, own * OWN, around * AROUND);
}

const SURE = 0.9;

/** One of the headings of a column says that it is what the field asks for. */
export function isNamedBy(wanted: Wanted, heads: readonly string[]): boolean {
  return heads.some((name) => said(wanted, name) >= SURE);
}

const EXACT = 0.95;

/** The name (comparable form) is the field's, or a label of what it asks for. */
export function namesExactly(wanted: Wanted, name: string): boolean {
  return said(wanted, name) >= EXACT;
}

const known = new WeakMap<Wanted, Map<string, number>>();

/** How far one name (comparable form) means the field. */
function said(wanted: Wanted, name: string): number {
  if (name === '') return 0;
  let cache = known.get(wanted);
  if (cache === undefined) known.set(wanted, (cache = new Map<string, number>()));
  let fit = cache.get(name);
  if (fit === undefined) cache.set(name, (fit = measure(wanted, name)));
  return fit;
}

function measure({ forms, words, concept, meaning, unit }: Wanted, name: string): number {
  if (unit !== null && isInOther(unit, name)) return 0;
  // "url", "link": what each address is, and so of no help to tell them apart.
  if (meaning === 'link' && MEANINGS.link.has(name)) return 0;
  if (forms.includes(name)) return 1;
  if (concept?.labels.has(name) === true) return 0.95;
  const parts = name.split(' ').map(singularOf);
  if (forms.includes(parts.join(' '))) return 0.98;
  // "Posted by" is a label of another concept; of a field of the caller's own it is one when both are of one kind.
  const meant = conceptsOfLabel(name);
  const isMeant = (one: Concept): boolean =>
    concept === undefined ? one.among === meaning : one === concept;
  if (meant.length > 0 && !meant.some(isMeant)) return 0;
  const shared = [...words].filter((word) => parts.some((part) => isSame(word, part)));
  // "Reviewed by" is who did it, whatever of the review is asked for.
  if (BY.test(name) && shared.length > 0 && meaning !== 'other') return meaning === 'person' ? 0.98 : 0;
  if (shared.length > 0) {
    // Two words of a name, or all of it, say more than one of several.
    if (shared.every(isCommon)) return 0.55;
    return shared.length >= Math.min(words.size, 2) ? 0.9 : 0.75;
  }
  if (meaning === 'other' || meaning === 'number' || meaning === 'link') return 0;
  const alike = MEANINGS[meaning];
  if (parts.length <= 3 && parts.some((part) => alike.has(part))) return 0.6;
  // Words written as one: "listtitle".
  if (parts.length === 1 && [...alike].some((word) => word.length >= 5 && name.endsWith(word))) return 0.5;
  return 0;
}

/** "Weight (lb)" over numbers that are asked for in kg. */
function isInOther(wanted: UnitName['unit'], name: string): boolean {
  const said = unitOfWords(name.split(' '))?.unit;
  if (said === undefined) return false;
  if ('currency' in wanted) return 'currency' in said && said.currency !== wanted.currency;
  return 'key' in said && said.key !== wanted.key;
}

const BY = / (?:by|von|par|por|door|av|af)$/;

/** Words that stand in the classes of anything: they count, but less. */
function isCommon(word: string): boolean {
  return /^(?:name|title|post|item|text|content|link|url|list|product|article|page|entry|card|main|type|count|number)$/.test(
    word,
  );
}

const STEM = 6;

/** "pos" for position, "docket" for dockets. */
function isSame(word: string, part: string): boolean {
  if (word === part) return true;
  const [short, long] = word.length < part.length ? [word, part] : [part, word];
  if (long.startsWith(short))
    return short.length >= 3 && (short.length >= 5 || short.length * 2 >= long.length);
  // "assigned" and "assignee".
  return short.length > STEM && long.startsWith(short.slice(0, STEM)) && long.length - short.length <= 2;
}
