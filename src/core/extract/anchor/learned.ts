/** What one page shows of where fields stand, for the other pages of its host in the same job. */

import { isDeepStrictEqual } from 'node:util';
import type { Place } from './place.js';

/**
 * To be raised when the same page gets another tree. Places that older trees have shown may be those of something else, so
 * they are learned anew.
 */
export const TREE_VERSION = 2;

export interface Learned {
  /** The page whose values are the examples. */
  readonly from: string;
  /** By field, the surest place first. Empty when two pages show no place in common: such a field is left to the rules. */
  readonly places: Readonly<Record<string, readonly Place[]>>;
}

/** Two pages on which the examples stand: of each field only the places that both have are known. */
export function mergeLearned(known: Learned | null, fresh: Learned): Learned {
  // A page that is read again teaches what it did before.
  if (known === null || known.from === fresh.from) return fresh;
  const fields = new Set([...Object.keys(known.places), ...Object.keys(fresh.places)]);
  const places = [...fields].map((field): [string, readonly Place[]] => {
    const [old, found] = [placesOf(known, field), placesOf(fresh, field)];
    if (old === undefined || found === undefined) return [field, old ?? found ?? []];
    return [field, old.filter((place) => found.some((other) => isDeepStrictEqual(place, other)))];
  });
  return { from: known.from, places: Object.fromEntries(places) };
}

/** Undefined when nothing is known of the field. */
export function placesOf({ places }: Learned, field: string): readonly Place[] | undefined {
  return Object.hasOwn(places, field) ? places[field] : undefined;
}
