/** What a rule is given and what it gives: readers look at one kind of place and find candidates there. */

import type { Field } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import type { Concept } from '../concepts/concept.js';
import type { PageSources } from '../page-sources.js';
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
