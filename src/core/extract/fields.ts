/** What an extraction gives, whatever the page is made of. */

import type { FieldValues } from '../schema.js';
import type { Evidence } from './candidate.js';

/** Typed values. */
export interface Fields {
  /** Exactly the schema's keys. */
  readonly data: FieldValues;
  readonly warnings: readonly string[];
  /** Whether embedded metadata answered every field. */
  readonly structured: boolean;
}

/** What an extraction rests on, beside the values. Fields without an answer have no evidence. */
export interface FieldExtraction extends Fields {
  readonly evidence: Readonly<Record<string, Evidence>>;
}
