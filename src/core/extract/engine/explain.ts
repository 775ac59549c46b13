/** Everything that was found for a field, the best first: why its answer is what it is, and what would answer without it. */

import { quoted } from '../../evidence.js';
import type { Field, FieldValue } from '../../schema.js';
import type { Source } from '../source.js';
import { coerce } from '../coerce/index.js';
import { coercionFor, questionOf, type Page } from './page.js';
import { rankedCandidates } from './rank.js';
import type { Rule } from './rule.js';
import { trustOf } from './trust.js';

export interface Explained {
  readonly rule: Rule;
  readonly source: Source;
  readonly path: string;
  /** What stood there, in one line, cut. */
  readonly raw: string;
  /** Of the rule, beside the others. */
  readonly trust: number;
  /** The place's own confidence. */
  readonly confidence: number;
  /** What it was ranked by: trust, confidence and what the concept made of it. */
  readonly score: number;
  /** Null where it could not be read as the field's type. */
  readonly value: FieldValue;
}

const MAX_EXPLAINED = 500;

/** The first with a value is the answer. All readers run, so this costs more than an answer. */
export function explainField(field: Field, page: Page): Explained[] {
  const question = questionOf(field, page);
  const explained: Explained[] = [];
  for (const { candidate, score } of rankedCandidates(question, page.without)) {
    if (explained.length >= MAX_EXPLAINED) break;
    const { rule, source, path, value: raw, confidence } = candidate;
    const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
    const result = coerce(raw, field.type, coercionFor(question, page));
    const value = result.kind === 'value' ? result.value : null;
    explained.push({ rule, source, path, raw: quoted(text), trust: trustOf(rule), confidence, score, value });
  }
  return explained;
}
