/** A place on the page that may answer a field. */

import type { Rule } from './engine/rule.js';
import type { Json } from './entity.js';
import type { Source } from './source.js';

export interface Candidate {
  /** By which rule it was found. */
  readonly rule: Rule;
  readonly source: Source;
  /** Where it stands within the source: `offers.price`, `og:title`, `h1`. */
  readonly path: string;
  readonly value: Json;
  readonly entityType?: string;
  /** 0 to 1: how sure it is that this place means the field. Values below MIN_CONFIDENCE are not used. */
  readonly confidence: number;
  /** The page of the same host whose values are the examples, where the place was learned from it. */
  readonly learnedFrom?: string;
  /** A factor of its score, where its reader knows it to be better or worse than others of its rule; 1 where it says nothing. */
  readonly weight?: number;
}

export const MIN_CONFIDENCE = 0.5;
