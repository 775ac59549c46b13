/** A page of which fields are asked, with all that it takes to read values from it. */

import { isObjectField, type Field, type Schema } from '../../schema.js';
import type { Learned } from '../anchor/learned.js';
import { newWordedDates, type CoercionContext } from '../coerce/index.js';
import { conceptOf, isCode, isMoney } from '../concept-of.js';
import { lazy, type PageDocument } from '../document.js';
import { withUnit } from '../field-unit.js';
import { fieldsOfPage } from '../objects/page-fields.js';
import { openSources } from '../open-sources.js';
import type { PageSources } from '../page-sources.js';
import { publicationDay } from '../publication-day.js';
import type { Question } from './reader.js';
import type { Rule } from './rule.js';

export interface ExtractionContext {
  readonly fetchedAt: Date;
  /** Where another page of the host, whose values are the examples, has shown that the fields stand. */
  readonly learned?: Learned | null;
  /** Rules that are left out, to see what they are worth. */
  readonly without?: ReadonlySet<Rule>;
}

export interface Page extends Omit<CoercionContext, 'lang'> {
  readonly sources: PageSources;
  readonly without: ReadonlySet<Rule>;
}

const NO_RULES: ReadonlySet<Rule> = new Set();

export function openPage(
  doc: PageDocument,
  schema: Schema,
  { fetchedAt, learned = null, without = NO_RULES }: ExtractionContext,
): Page {
  const sources = openSources(doc, fieldsOfPage(schema), fetchedAt, {
    schema: schema.filter((field) => !isObjectField(field)),
    learned,
  });
  return {
    sources,
    referenceDate: lazy(() => publicationDay(sources) ?? fetchedAt),
    wordedDates: newWordedDates(),
    without,
  };
}

export function questionOf(field: Field, { sources }: Page): Question {
  return { field, concept: conceptOf(field), page: sources };
}

/** Numbers written for machines follow no locale. */
export function coercionFor({ concept, field }: Question, page: Page): CoercionContext {
  const { sources, referenceDate, wordedDates } = page;
  const lang = concept?.shape === 'exact' ? null : sources.doc.lang;
  const context = {
    lang,
    isMoney: isMoney(field, concept),
    isCode: isCode(field),
    referenceDate,
    wordedDates,
  };
  return withUnit(context, field);
}
