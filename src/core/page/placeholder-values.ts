/** What a page without content answers: the words that say it is still coming are the value of no field. */

import type { EvidenceByField } from '../evidence.js';
import type { PageDocument } from '../extract/document.js';
import { textOf } from '../extract/text.js';
import { isObjectValue, type FieldValue, type FieldValues } from '../schema.js';
import type { Block } from './kinds.js';
import { isPlaceholder } from './placeholders.js';

interface Answers {
  readonly data: FieldValues;
  readonly evidence: EvidenceByField;
}

const MAX_TEXT = { chars: 300, nodes: 20_000 };

/**
 * The same without "Loading…" and the like, where the page is an empty shell or shows nothing else. Fields that lose their
 * value get null, lists lose the item; a page with content keeps all that it says.
 *
 * @param block what `blockOf` said of the page
 */
export function withoutPlaceholders<T extends Answers>(
  answers: T,
  doc: PageDocument,
  block: Block | null,
): T {
  const lost = Object.entries(answers.data).filter(([, value]) => hasPlaceholder(value));
  if (lost.length === 0) return answers;
  if (block?.kind !== 'empty_shell' && !isPlaceholder(textOf(doc.root, MAX_TEXT))) return answers;
  const data = { ...answers.data, ...Object.fromEntries(lost.map(([field, value]) => [field, rest(value)])) };
  const evidence = Object.entries(answers.evidence).filter(([field]) => !isGone(data[field] ?? null));
  return { ...answers, data, evidence: Object.fromEntries(evidence) };
}

function hasPlaceholder(value: FieldValue): boolean {
  if (typeof value === 'string') return isPlaceholder(value);
  if (Array.isArray(value)) return value.some(hasPlaceholder);
  return isObjectValue(value) && Object.values(value).some(hasPlaceholder);
}

function rest(value: FieldValue): FieldValue {
  if (typeof value === 'string') return isPlaceholder(value) ? null : value;
  if (Array.isArray(value)) return value.filter((item) => !hasPlaceholder(item)) as FieldValue;
  if (!isObjectValue(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, own]) => [field, rest(own)]));
}

function isGone(value: FieldValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
