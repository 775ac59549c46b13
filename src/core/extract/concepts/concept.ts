/**
 * What a field may mean: the names that callers use for it, where pages keep it, and how it looks on a page. A concept is a
 * file of this folder, or a row in a file of plain ones; none may be about one site.
 */

import type { Concept, Habits, Shape } from '../engine/reader.js';
import type { Json } from '../entity.js';
import { nameKey, plural } from '../field-name.js';

export type { Concept, Shape } from '../engine/reader.js';

/** A concept as it is written down. */
export interface ConceptRow extends Partial<Habits> {
  /** Comma-separated name keys (see field-name.ts), singular. */
  readonly names: string;
  /** Names of another concept under which this one is kept as well. */
  readonly keptAs?: string;
  /** Words of words/labels.ts, beside the names: comma-separated, as a reader sees them. */
  readonly labels?: string;
  /** Space-separated paths and meta keys, best first. */
  readonly paths?: string;
  readonly metas?: string;
}

/** Puts a value that is hardly ever right behind all others. */
export const DOUBTFUL = 0.1;

export function conceptOfRow(row: ConceptRow): Concept {
  const {
    names: ownNames,
    keptAs,
    labels,
    paths,
    metas,
    shape = 'text',
    plural: isPlural = false,
    ...habits
  } = row;
  const names = list(ownNames, ',');
  const kept = [...names, ...list(keptAs, ',')];
  return {
    ...habits,
    names,
    kept,
    labels: new Set([...kept, ...kept.map(plural), ...list(labels, ',').map(nameKey)]),
    paths: list(paths, ' '),
    metas: list(metas, ' '),
    shape,
    plural: isPlural,
  };
}

function list(text: string | undefined, mark: string): string[] {
  return (text ?? '')
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Values that are lines of their own: a label with one line beside it is another thing. */
const LISTS: ReadonlySet<Shape> = new Set<Shape>(['lines', 'steps']);

/** True of what comes as a list of lines: ingredients, steps. */
export function hasListShape(concept: Concept | undefined): boolean {
  return concept !== undefined && LISTS.has(concept.shape);
}

/** Whether a candidate holds less than two values. */
export function isSingle(value: Json): boolean {
  return !Array.isArray(value) || value.length < 2;
}
