/**
 * Fields out of one page, by rules alone. A field takes the first candidate that can be read as its type; a field without
 * one is null (an empty array for array types), never a guess.
 */

import { isObjectField, type Field, type Schema } from '../schema.js';
import type { Learned } from './anchor/learned.js';
import { isEmbedded } from './candidate.js';
import { isEmptyValue, newWordedDates } from './coerce/index.js';
import { CONCEPTS } from './concepts/index.js';
import { lazy, type PageDocument } from './document.js';
import { answerField, type Page } from './engine/answer.js';
import { rankedCandidates } from './engine/rank.js';
import type { Rule } from './engine/rule.js';
import { fieldsOf, type PageFields } from './fields.js';
import { answerObject, type ObjectPage } from './objects/answer.js';
import { fieldsOfPage } from './objects/page-fields.js';
import { openSources, type PageSources } from './page-sources.js';

export { groundedFields } from './candidate.js';
export { mayShowPlaces } from './anchor/index.js';
export { mergeLearned, type Learned } from './anchor/learned.js';
export type { Fields, PageFields } from './fields.js';
export { openDocument, type PageDocument } from './document.js';
export { extractFromJson, extractFromXml } from './other.js';
export { ofText } from './text-evidence.js';
export { textPage, type TextFacts } from './text-page.js';
export { isXhtml, xmlRoot } from './xml.js';

export interface ExtractionContext {
  readonly fetchedAt: Date;
  /** Where another page of the host, whose values are the examples, has shown that the fields stand. */
  readonly learned?: Learned | null;
  /** Rules that are left out, to see what they are worth. */
  readonly without?: ReadonlySet<Rule>;
}

export function extractFields(doc: PageDocument, schema: Schema, context: ExtractionContext): PageFields {
  const sources = openSources(doc, fieldsOfPage(schema), context.fetchedAt, {
    schema: schema.filter((field) => !isObjectField(field)),
    learned: context.learned ?? null,
  });
  const referenceDate = lazy(() => publicationDay(sources) ?? context.fetchedAt);
  const { without } = context;
  const page: Page = {
    sources,
    referenceDate,
    wordedDates: newWordedDates(),
    ...(without === undefined ? {} : { without }),
  };
  const answers = schema.map(
    (field) =>
      [
        field.field,
        isObjectField(field) ? answerObject(field, objectPage(page)) : answerField(field, page),
      ] as const,
  );
  const structured = answers.every(
    ([, { value, evidence }]) => !isEmptyValue(value) && isEmbedded(evidence?.source ?? 'heading'),
  );
  return { ...fieldsOf(answers, structured), learned: sources.anchors().learned };
}

function objectPage(page: Page): ObjectPage {
  const { sources, ...coercion } = page;
  return {
    sources,
    coercion: { ...coercion, lang: sources.doc.lang },
    answerField: (field) => answerField(field, page),
  };
}

/** The day that relative dates of a page are relative to. */
export function dayOf(doc: PageDocument, schema: Schema, fetchedAt: Date): Date {
  return publicationDay(openSources(doc, fieldsOfPage(schema), fetchedAt)) ?? fetchedAt;
}

/** The page's own date, for "yesterday": only where it is written for machines. */
function publicationDay(sources: PageSources): Date | null {
  const field: Field = { field: 'published at', type: 'date' };
  const question = { field, concept: CONCEPTS.publishedAt, page: sources };
  for (const { candidate } of rankedCandidates(question)) {
    const { value } = candidate;
    const day = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value.trim())?.[0] : undefined;
    const date = day === undefined ? null : new Date(`${day}T12:00:00Z`);
    if (date !== null && !Number.isNaN(date.getTime())) return date;
  }
  return null;
}
