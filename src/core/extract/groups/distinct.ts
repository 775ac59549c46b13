/** The distinct places of a group: those with the same values are one. */

import { isAction } from './actions.js';
import type { Place, PlaceKind } from './place.js';

export interface Found {
  readonly places: Place[];
  /** Where places stand that may be the same. */
  readonly byKey: Map<string, number[]>;
}

/** Marks between things, and what a link offers to do. */
function saysNothing(value: string): boolean {
  return !/[\p{L}\p{N}]/u.test(value) || isAction(value);
}

const COMPARED = 40;
const MAX_SAME = 6;

/** Two spots with the same values in every item are one place, which both name. */
export function add(place: Place, found: Found): void {
  if (place.values.every((value) => value === undefined || saysNothing(value))) return;
  const isLink = place.kind === 'href' || place.kind === 'src';
  const key = `${isLink ? place.kind : ''} ${place.count} ${place.values[0]?.slice(0, 40) ?? ''}`;
  const alike = found.byKey.get(key);
  const at = alike?.find((other) => haveTheSame(found.places[other], place));
  if (at !== undefined) {
    const same = found.places[at];
    if (same !== undefined) found.places[at] = united(same, place);
    return;
  }
  if (alike === undefined) found.byKey.set(key, [found.places.length]);
  else alike.push(found.places.length);
  found.places.push(place);
}

function haveTheSame(a: Place | undefined, b: Place): boolean {
  for (let item = 0; item < COMPARED && item < b.values.length; item += 1)
    if (a?.values[item] !== b.values[item]) return false;
  return true;
}

const MACHINE = new Set<PlaceKind>(['alt', 'title', 'data', 'stamp']);

/** What readers see stands for both. */
function united(first: Place, second: Place): Place {
  const [outer, inner] =
    MACHINE.has(first.kind) && !MACHINE.has(second.kind) ? [second, first] : [first, second];
  return {
    ...outer,
    isComposite: outer.isComposite && inner.isComposite,
    isListed: outer.isListed && inner.isListed,
    isPart: outer.isPart && inner.isPart,
    tags: inner.tags.length > outer.tags.length && !MACHINE.has(inner.kind) ? inner.tags : outer.tags,
    own: [...new Set([...outer.own, ...inner.own])],
    spots: [...outer.spots, ...inner.spots].slice(0, MAX_SAME),
    leads: [...new Set([...outer.leads, ...inner.leads])],
    around: [...new Set([...outer.around, ...inner.around])],
    heads: outer.heads.length > 0 ? outer.heads : inner.heads,
    label: inner.label.length > outer.label.length ? inner.label : outer.label,
    unit: outer.unit === '' ? inner.unit : outer.unit,
  };
}
