/**
 * Fields out of one page, by rules alone. A field takes the best candidate that can be read as its type; a field without
 * one is null (an empty array for array types), never a guess.
 */

import { isObjectField, type Schema } from '../schema.js';
import { isEmbedded } from './grounded.js';
import { isEmptyValue } from './coerce/index.js';
import type { PageDocument } from './document.js';
import { answerField } from './engine/answer.js';
import { openPage, type ExtractionContext, type Page } from './engine/page.js';
import { fieldsOf, type PageFields } from './fields.js';
import { answerObject, type ObjectPage } from './objects/answer.js';

export { groundedFields } from './grounded.js';
export { mayShowPlaces } from './anchor/index.js';
export { mergeLearned, type Learned } from './anchor/learned.js';
export type { ExtractionContext } from './engine/page.js';
export type { Fields, PageFields } from './fields.js';
export { openDocument, type PageDocument } from './document.js';
export { extractFromJson, extractFromXml } from './other.js';
export { dayOf } from './publication-day.js';
export { ofText } from './text-evidence.js';
export { textPage, type TextFacts } from './text-page.js';
export { isXhtml, xmlRoot } from './xml.js';

export function extractFields(doc: PageDocument, schema: Schema, context: ExtractionContext): PageFields {
  const page = openPage(doc, schema, context);
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
  return { ...fieldsOf(answers, structured), learned: page.sources.anchors().learned };
}

function objectPage(page: Page): ObjectPage {
  const { sources, ...coercion } = page;
  return {
    sources,
    coercion: { ...coercion, lang: sources.doc.lang },
    answerField: (field) => answerField(field, page),
  };
}
