/**
 * Fields out of one page, by rules alone. A field takes the first candidate that can be read as its type; a field without
 * one is null (an empty array for array types), never a guess.
 */

import { evidenceFor, type Evidence } from '../evidence.js';
import type { Field, FieldValue, Schema } from '../schema.js';
import { openAnchors, type Anchors } from './anchor/index.js';
import type { Learned } from './anchor/learned.js';
import { isEmbedded, type Candidate } from './candidate.js';
import { coerce, emptyValue, isEmptyValue, newWordedDates, type CoercionContext } from './coerce/index.js';
import { lazy, type PageDocument } from './document.js';
import { fieldsOf, type Answer, type PageFields } from './fields.js';
import { candidatesFor, shapeOf } from './match.js';
import { openSources, type PageSources } from './page-sources.js';
import { coercedWarning, unreadWarning } from './warnings.js';

export { groundedFields } from './candidate.js';
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
}

export function extractFields(doc: PageDocument, schema: Schema, context: ExtractionContext): PageFields {
  const sources = openSources(doc, schema, context.fetchedAt);
  const referenceDate = lazy(() => publicationDay(sources) ?? context.fetchedAt);
  const anchors = openAnchors(schema, sources, shapeOf, context.learned ?? null);
  const page = { sources, anchors, referenceDate, wordedDates: newWordedDates() };
  const answers = schema.map((field) => [field.field, answerField(field, page)] as const);
  const structured = answers.every(
    ([, { value, evidence }]) => !isEmptyValue(value) && isEmbedded(evidence?.source ?? 'heading'),
  );
  return { ...fieldsOf(answers, structured), learned: anchors.learned };
}

interface Page extends Omit<CoercionContext, 'lang'> {
  readonly sources: PageSources;
  readonly anchors: Anchors;
}

function answerField(asked: Field, { sources, anchors, ...page }: Page): Answer {
  const { field, type } = asked;
  const shape = shapeOf(asked);
  // Numbers written for machines follow no locale.
  const context: CoercionContext = { ...page, lang: shape === 'exact' ? null : sources.doc.lang };
  let failed: Candidate | undefined;
  for (const candidate of candidates(asked, sources, anchors)) {
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

/** The example's place first: the caller has shown what is meant. */
function* candidates(asked: Field, sources: PageSources, anchors: Anchors): Generator<Candidate> {
  const anchored = anchors.candidateOf(asked);
  if (anchored !== null) yield anchored;
  yield* candidatesFor(asked, sources);
}

function evidenceOf(candidate: Candidate, value: FieldValue): Evidence {
  return evidenceFor(candidate, candidate.value, value);
}

/** The day that relative dates of a page are relative to. */
export function dayOf(doc: PageDocument, schema: Schema, fetchedAt: Date): Date {
  return publicationDay(openSources(doc, schema, fetchedAt)) ?? fetchedAt;
}

/** The page's own date, for "yesterday": only where it is written for machines. */
function publicationDay(sources: PageSources): Date | null {
  for (const { value } of candidatesFor({ field: 'published at', type: 'date' }, sources)) {
    const day = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value.trim())?.[0] : undefined;
    const date = day === undefined ? null : new Date(`${day}T12:00:00Z`);
    if (date !== null && !Number.isNaN(date.getTime())) return date;
  }
  return null;
}
