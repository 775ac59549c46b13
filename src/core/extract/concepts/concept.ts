/**
 * What a field may mean: the names that callers use for it, where pages keep it, and how it looks on a page. A concept is a
 * file of this folder, or a row in a file of plain ones; none may be about one site.
 */

import type { FieldType } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import type { Json, JsonObject } from '../entity.js';
import type { Meaning } from '../groups/meanings.js';
import { nameKey, plural } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import type { Pair } from '../structure/pair.js';

/**
 * How a value is read beyond its type: `person` names only, `picture` and `page-url` absolute URLs, `steps` one item per
 * instruction, `minutes` durations, `words` lists that pages also write as one delimited string, `lines` lists that may come
 * as lines, `place` postal addresses, `exact` numbers that are written for machines.
 */
export type Shape =
  | 'text'
  | 'person'
  | 'picture'
  | 'page-url'
  | 'steps'
  | 'minutes'
  | 'words'
  | 'lines'
  | 'place'
  | 'exact'
  | 'stock';

/** What a concept may know beyond its names. */
interface Habits {
  readonly shape: Shape;
  /** Beginnings of words that mean it in a name that no concept has, for fields of this type. */
  readonly stems?: { readonly type: FieldType; readonly words: readonly string[] };
  /** May answer an array field: by nature there can be several. */
  readonly plural: boolean;
  /** What a reader finds beside a label counts before what is written for machines. */
  readonly labelFirst?: boolean;
  /** Where `paths` are silent, the sum of these properties, when all of them are given. */
  readonly sum?: readonly string[];
  /** Places that only this concept has, and how it looks on a page. */
  readonly readers?: readonly Reader[];
  /** False where the page can have no such value. */
  readonly applies?: (page: PageSources) => boolean;
  /** A factor of the candidate's score: 1 as it is, 0 for what is no answer. */
  readonly weigh?: (candidate: Candidate, question: Question) => number;
  /** The candidate without what pages are known to get wrong; null when nothing is left. */
  readonly mend?: (candidate: Candidate, question: Question) => Candidate | null;
  /** What stands by its label, as a value of the concept; null where the same label means something else. */
  readonly labelled?: (pair: Pair) => string | null;
  /** What it is among the parts of each of many things. */
  readonly among?: Meaning;
  /** False for an object of a script's state in which its names mean something else. */
  readonly describes?: (node: JsonObject, page: PageSources) => boolean;
}

export interface Concept extends Habits {
  /** Comparable forms of what callers call it. */
  readonly names: readonly string[];
  /** Comparable forms of names under which pages and programs keep it, the callers' first. */
  readonly kept: readonly string[];
  /** Comparable forms of what pages write in front of it, or above it. */
  readonly labels: ReadonlySet<string>;
  /** Dotted paths of properties, best first. */
  readonly paths: readonly string[];
  /** Keys of meta tags, best first. */
  readonly metas: readonly string[];
}

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
