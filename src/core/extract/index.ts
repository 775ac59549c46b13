/**
 * Fields out of one page, by rules alone. A field takes the first candidate that can be read as its type; a field without
 * one is null (an empty array for array types), never a guess.
 */

import type { Field, FieldValue, Schema } from '../schema.js';
import { isEmbedded, type Candidate, type Evidence } from './candidate.js';
import { coerce, emptyValue, isEmptyValue, newWordedDates, type CoercionContext } from './coerce/index.js';
import { lazy, type PageDocument } from './document.js';
import type { FieldExtraction } from './fields.js';
import { candidatesFor, shapeOf } from './match.js';
import { openSources, type PageSources } from './page-sources.js';

export { groundedFields } from './candidate.js';
export type { FieldExtraction, Fields } from './fields.js';
export { openDocument, type PageDocument } from './document.js';
export { extractFromJson, extractFromXml } from './other.js';
export { textPage, type TextFacts } from './text-page.js';
export { isXhtml, xmlRoot } from './xml.js';

export interface ExtractionContext {
  readonly fetchedAt: Date;
}

interface Answer {
  readonly value: FieldValue;
  readonly evidence?: Evidence;
  readonly warning?: string;
}

export function extractFields(
  doc: PageDocument,
  schema: Schema,
  context: ExtractionContext,
): FieldExtraction {
  const sources = openSources(doc, schema, context.fetchedAt);
  const referenceDate = lazy(() => publicationDay(sources) ?? context.fetchedAt);
  const page = { sources, referenceDate, wordedDates: newWordedDates() };
  const answers = schema.map((field) => ({ field, answer: answerField(field, page) }));
  return {
    data: toRecord(answers.map(({ field, answer }) => [field.field, answer.value])),
    warnings: answers.flatMap(({ answer }) => answer.warning ?? []),
    structured: answers.every(
      ({ answer }) => !isEmptyValue(answer.value) && isEmbedded(answer.evidence?.source ?? 'heading'),
    ),
    evidence: toRecord(
      answers.flatMap(({ field, answer: { evidence } }) => (evidence ? [[field.field, evidence]] : [])),
    ),
  };
}

interface Page extends Omit<CoercionContext, 'lang'> {
  readonly sources: PageSources;
}

function answerField(asked: Field, { sources, ...page }: Page): Answer {
  const { field, type } = asked;
  const shape = shapeOf(asked);
  // Numbers written for machines follow no locale.
  const context: CoercionContext = { ...page, lang: shape === 'exact' ? null : sources.doc.lang };
  let failed: Candidate | undefined;
  for (const candidate of candidatesFor(asked, sources)) {
    const result = coerce(candidate.value, type, context);
    if (result.kind === 'value') {
      const evidence = evidenceOf(candidate);
      if (!result.told) return { value: result.value, evidence };
      return { value: result.value, evidence, warning: coercedWarning(field, evidence.raw, result.value) };
    }
    if (result.kind === 'failed') failed ??= candidate;
  }
  const value = emptyValue(type);
  return failed === undefined
    ? { value }
    : { value, warning: failedWarning(field, type, evidenceOf(failed).raw) };
}

function coercedWarning(field: string, raw: string, value: FieldValue): string {
  return `coerced '${field}' from '${raw}' to ${Array.isArray(value) ? value.join(', ') : String(value)}`;
}

function failedWarning(field: string, type: string, raw: string): string {
  return `could not read '${field}' as ${type} from '${raw}'`;
}

const MAX_RAW_CHARS = 100;

function evidenceOf({ value, ...place }: Candidate): Evidence {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/g, ' ').trim();
  return { ...place, raw: text.length > MAX_RAW_CHARS ? `${text.slice(0, MAX_RAW_CHARS)}\u2026` : text };
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

/** Own properties whatever the names are: a field may be called `__proto__`. */
function toRecord<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries);
}
