/** The answer to one field: the best candidate that can be read as its type. */

import { evidenceFor, type Evidence } from '../../evidence.js';
import type { Field, FieldValue } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { currencyIn } from '../coerce/currency-text.js';
import { coerce, emptyValue, type CoercionContext } from '../coerce/index.js';
import { FAILED } from '../coerce/types.js';
import { lazy } from '../document.js';
import { isList, type Json } from '../entity.js';
import type { FlatAnswer } from '../fields.js';
import { coercedWarning, itemWarnings, unreadWarning } from '../warnings.js';
import { coercionFor, questionOf, type Page } from './page.js';
import { rankedCandidates } from './rank.js';

export function answerField(asked: Field, page: Page): FlatAnswer {
  const { field, type } = asked;
  const question = questionOf(asked, page);
  const context = coercionFor(question, page);
  const isForeign = foreignCheck(context, page);
  let failed: Candidate | undefined;
  for (const { candidate } of rankedCandidates(question, page.without)) {
    const result = isForeign(candidate.value) ? FAILED : coerce(candidate.value, type, context);
    if (result.kind === 'value') {
      const evidence = evidenceOf(candidate, result.value);
      if (result.notes !== undefined)
        return { value: result.value, evidence, warning: itemWarnings(field, type, result.notes) };
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

/** An amount that says no currency is in that of the page: of another than the field's it is no answer. */
function foreignCheck({ unit }: CoercionContext, page: Page): (value: Json) => boolean {
  if (unit === undefined || !('currency' in unit)) return () => false;
  const ofPage = lazy(() => answerField({ field: 'currency', type: 'string' }, page).value);
  return (value) => {
    const texts = (isList(value) ? value : [value]).map(String);
    if (texts.some((text) => currencyIn(text, []) !== null)) return false;
    const said = ofPage();
    return typeof said === 'string' && /^[A-Z]{3}$/.test(said) && said !== unit.currency;
  };
}

function evidenceOf(candidate: Candidate, value: FieldValue): Evidence {
  return evidenceFor(candidate, candidate.value, value);
}
