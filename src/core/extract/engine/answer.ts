/** The answer to one field: the best candidate that can be read as its type. */

import { evidenceFor, type Evidence } from '../../evidence.js';
import type { Field, FieldValue } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { coerce, emptyValue, type CoercionContext } from '../coerce/index.js';
import { conceptOf } from '../concept-of.js';
import type { FlatAnswer } from '../fields.js';
import type { PageSources } from '../page-sources.js';
import { coercedWarning, unreadWarning } from '../warnings.js';
import { rankedCandidates } from './rank.js';
import type { Question } from './reader.js';
import type { Rule } from './rule.js';

/** A page, and what it takes to read values from it. */
export interface Page extends Omit<CoercionContext, 'lang'> {
  readonly sources: PageSources;
  /** Rules that are left out, to see what they are worth. */
  readonly without?: ReadonlySet<Rule>;
}

export function questionOf(field: Field, page: PageSources): Question {
  return { field, concept: conceptOf(field), page };
}

export function answerField(asked: Field, page: Page): FlatAnswer {
  const { field, type } = asked;
  const question = questionOf(asked, page.sources);
  const context = coercionOf(question, page);
  let failed: Candidate | undefined;
  for (const { candidate } of rankedCandidates(question, page.without)) {
    const result = coerce(candidate.value, type, context);
    if (result.kind === 'value') {
      const evidence = evidenceOf(candidate, result.value);
      if (!result.told) return { value: result.value, evidence };
      return { value: result.value, evidence, warning: coercedWarning(field, evidence.raw, result.value) };
    }
    if (result.kind === 'failed') failed ??= candidate;
  }
  const value = emptyValue(type);
  if (failed === undefined) return { value };
  const unread = evidenceOf(failed, null);
  return { value, unread, warning: unreadWarning(field, type, unread.raw) };
}

/** Numbers written for machines follow no locale. */
export function coercionOf({ concept }: Question, { sources, ...page }: Page): CoercionContext {
  return { ...page, lang: concept?.shape === 'exact' ? null : sources.doc.lang };
}

export function evidenceOf(candidate: Candidate, value: FieldValue): Evidence {
  return evidenceFor(candidate, candidate.value, value);
}
