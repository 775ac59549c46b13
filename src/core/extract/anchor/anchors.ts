/** What the examples of a schema say of a page. */

import type { Field } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import type { Learned } from './learned.js';

export interface Anchors {
  /** What the example says of this field's place, before all that the rules find. */
  candidateOf(field: Field): Candidate | null;
  /** What the page shows of the others of its host; null when the examples are not its values. */
  readonly learned: Learned | null;
}
