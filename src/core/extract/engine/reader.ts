/**
 * What a rule is given and what it gives: readers look at one kind of place and find candidates there, for fields that a
 * concept gives a meaning to.
 */

import type { Field, FieldType } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import type { JsonObject } from '../entity.js';
import type { Meaning } from '../groups/meanings.js';
import type { PageSources } from '../page-sources.js';
import type { Pair } from '../structure/pair.js';
import type { Rule } from './rule.js';

/** One field asked of one page. */
export interface Question {
  readonly field: Field;
  /** What the field means; undefined for a name of the caller's own. */
  readonly concept: Concept | undefined;
  readonly page: PageSources;
}

export interface Reader {
  /** The rules of its candidates. It does not run while a better answer than all of them could be is at hand. */
  readonly rules: readonly Rule[];
  /** What it finds is the answer as it stands: the concept neither weighs nor mends it. */
  readonly asIs?: boolean;
  readonly read: (question: Question) => Iterable<Candidate>;
}

/**
 * How a value is read beyond its type: `person` names only, `picture` and `page-url` absolute URLs, `steps` one item per
 * instruction, `minutes` durations, `words` lists that pages also write as one delimited string, `lines` lists that may come
 * as lines, `place` postal addresses, `hours` times at which something is open, `exact` numbers that are written for machines.
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
  | 'hours'
  | 'exact'
  | 'stock';

/** What a concept may know beyond its names. */
export interface Habits {
  readonly shape: Shape;
  /** Beginnings of words that mean it in a name that no concept has, for fields of this type. */
  readonly stems?: { readonly type: FieldType; readonly words: readonly string[] };
  /** An amount of money. */
  readonly isMoney?: boolean;
  /** May answer an array field: by nature there can be several. */
  readonly plural: boolean;
  /** Looked for under its name in the page's markup as well, though it has readers of its own. */
  readonly named?: boolean;
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
