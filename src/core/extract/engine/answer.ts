/** The answer to one field: the best candidate that can be read as its type. */

import { evidenceFor, type Evidence } from '../../evidence.js';
import type { Field, FieldValue } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { coerce, emptyValue } from '../coerce/index.js';
import type { FlatAnswer } from '../fields.js';
import { coercedWarning, unreadWarning } from '../warnings.js';
import { coercionFor, questionOf, type Page } from './page.js';
import { rankedCandidates } from './rank.js';

export function answerField(asked: Field, page: Page): FlatAnswer {
  const { field, type } = asked;
  const question = questionOf(asked, page);
  const context = coercionFor(question, page);
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

function evidenceOf(candidate: Candidate, value: FieldValue): Evidence {
  return evidenceFor(candidate, candidate.value, value);
}
