/** What an extraction gives, whatever the page is made of. */

import type { Evidence, EvidenceByField } from '../evidence.js';
import type { FieldValue, FieldValues, FlatValue } from '../schema.js';
import type { Learned } from './anchor/learned.js';
import { MAX_THINGS } from './keyed-places.js';
import { cutWarning } from './warnings.js';

/** Typed values, and what they rest on. */
export interface Fields {
  /** Exactly the schema's keys. */
  readonly data: FieldValues;
  readonly warnings: readonly string[];
  /** Whether embedded metadata answered every field. */
  readonly structured: boolean;
  readonly evidence: EvidenceByField;
  /** What was found for fields without a value: it could not be read as their type. */
  readonly unread: EvidenceByField;
}

/** Of a page in HTML. */
export interface PageFields extends Fields {
  /** Where the fields stand, for the other pages of the host; null when the examples are not this page's values. */
  readonly learned: Learned | null;
}

/** What was found for one field. */
export interface Answer {
  readonly value: FieldValue;
  readonly evidence?: Evidence;
  /** What was found where the value is empty: it could not be read as the field's type. */
  readonly unread?: Evidence;
  readonly warning?: string | readonly string[];
}

/** What was found for a field that is no object. */
export interface FlatAnswer extends Answer {
  readonly value: FlatValue;
}

export function fieldsOf(
  answers: readonly (readonly [field: string, Answer])[],
  structured: boolean,
): Fields {
  const each = <T>(part: (answer: Answer) => T | undefined): Record<string, T> =>
    // Own properties whatever the names are: a field may be called `__proto__`.
    Object.fromEntries(
      answers.flatMap(([field, answer]) => {
        const found = part(answer);
        return found === undefined ? [] : [[field, found] as const];
      }),
    );
  return {
    data: each(({ value }) => value),
    warnings: answers.flatMap(([field, { warning, value }]) => [
      ...(typeof warning === 'string' ? [warning] : (warning ?? [])),
      ...(Array.isArray(value) && value.length >= MAX_THINGS ? [cutWarning(field, value.length)] : []),
    ]),
    structured,
    evidence: each(({ evidence }) => evidence),
    unread: each(({ unread }) => unread),
  };
}
