/**
 * What a model's answer is worth: a value counts only when it stands in the text that the model was shown, or follows from
 * that text by coercion. Everything else is left out, with a warning.
 */

import { coerce, emptyValue, isEmptyValue, type CoercionContext } from '../extract/coerce/index.js';
import { isNullToken } from '../extract/coerce/null-token.js';
import { quoted } from '../evidence.js';
import { wordsOf } from '../extract/field-name.js';
import { coercedWarning, unreadWarning } from '../extract/warnings.js';
import {
  isObjectField,
  ITEM_TYPE,
  type Field,
  type FieldValue,
  type FlatValue,
  type ObjectField,
  type ObjectValue,
  type Schema,
} from '../schema.js';
import { keyOf } from './prompt.js';
import type { Question } from './question.js';
import { contextOf, shownBy, UNSEEN, type Shown } from './shown.js';

/** What adapters hand over: JSON of a bounded depth. Parts that are not of the shape that was asked for say nothing. */
export interface ModelAnswer {
  readonly [key: string]: AnswerPart;
}
export type AnswerPart = Scalar | readonly AnswerPart[] | ModelAnswer;
type Scalar = string | number | boolean | null;

export interface Grounded {
  /** Only fields with a value. */
  readonly values: ReadonlyMap<string, FieldValue>;
  readonly warnings: readonly string[];
}

const MAX_TEXT_CHARS = 20_000;
const MAX_ITEMS = 1_000;

interface Reading extends Shown {
  readonly context: CoercionContext;
}

export function groundAnswer(question: Question, answer: ModelAnswer): Grounded {
  return readAnswer(question.fields, answer, { ...shownBy(question), context: contextOf(question) });
}

/** The values that were read from images: there is no text to hold them against. */
export function readImageAnswer(question: Question, answer: ModelAnswer): Grounded {
  const read = readAnswer(question.fields, answer, { ...UNSEEN, context: contextOf(question) });
  const told = [...read.values.keys()].map((field) => `read '${field}' from an image`);
  return { values: read.values, warnings: [...told, ...read.warnings] };
}

/** Of warnings about the same field the first is told: a list of things has as many as it has things. */
function readAnswer(fields: Schema, answer: ModelAnswer, reading: Reading): Grounded {
  const values = new Map<string, FieldValue>();
  const warnings: string[] = [];
  for (const [at, field] of fields.entries()) {
    const given = Object.hasOwn(answer, keyOf(at)) ? answer[keyOf(at)] : undefined;
    const { value, warning } = isObjectField(field)
      ? readObjects(field, given ?? null, reading)
      : readField(field, given ?? null, reading);
    if (!isEmptyValue(value)) values.set(field.field, value);
    if (warning !== undefined) warnings.push(warning);
  }
  return { values, warnings };
}

interface Read<T = FieldValue> {
  readonly value: T;
  readonly warning?: string | undefined;
}

const NOTHING: Read<null> = { value: null };

/** Things of which nothing stands on the page are none. */
function readObjects({ field, type, fields }: ObjectField, given: AnswerPart, reading: Reading): Read {
  const parts = isList(given) ? given.slice(0, MAX_ITEMS) : [given];
  const read = parts.filter(isRecord).map((part) => readAnswer(fields, part, reading));
  const things = read.filter(({ values }) => values.size > 0).map(({ values }) => toObject(fields, values));
  const [first] = read.flatMap(({ warnings }) => warnings);
  const warning = first === undefined ? undefined : `in '${field}': ${first}`;
  return { value: type === 'object' ? (things[0] ?? null) : things, warning };
}

function toObject(fields: Schema, values: ReadonlyMap<string, FieldValue>): ObjectValue {
  return Object.fromEntries(fields.map(({ field, type }) => [field, values.get(field) ?? emptyValue(type)]));
}

function readField(field: Field, given: AnswerPart, reading: Reading): Read<FlatValue> {
  if (field.type === 'boolean') return readBoolean(field, given, reading);
  if (field.type.startsWith('array<')) return readList(field, given, reading);
  const text = textOf(isList(given) ? given[0] : given);
  if (text === null) return NOTHING;
  return readOne(field, text, reading) ?? { value: null, warning: notOnPage(field) };
}

/** Null when the text is neither on the page nor derivable from it. */
function readOne(
  { field, type }: Field,
  text: string,
  { context, holds, says }: Reading,
): Read<FlatValue> | null {
  const result = coerce(text, type, context);
  if (result.kind === 'absent') return NOTHING;
  const isHeld = holds(text);
  if (result.kind === 'failed')
    return isHeld ? { value: null, warning: unreadWarning(field, type, text) } : null;
  const { value } = result;
  const isSaid =
    type !== 'string' && !Array.isArray(value) && typeof value !== 'boolean' && says(value, type);
  if (!isHeld && !isSaid) return null;
  const told = result.told ? coercedWarning(field, text, value) : undefined;
  return { value, warning: told };
}

function readList(field: Field, given: AnswerPart, reading: Reading): Read<FlatValue> {
  const items = isList(given) ? given : [given];
  const type = ITEM_TYPE[field.type];
  const values: (string | number | boolean)[] = [];
  let dropped = 0;
  for (const item of items.slice(0, MAX_ITEMS)) {
    const text = textOf(item);
    if (text === null) continue;
    const read = readOne({ field: field.field, type }, text, reading);
    if (read === null) dropped += 1;
    else if (read.value !== null && !Array.isArray(read.value)) values.push(read.value);
  }
  const warning = dropped === 0 ? undefined : notOnPage(field);
  return { value: values.length === 0 ? null : (values as string[] | number[] | boolean[]), warning };
}

function readBoolean(field: Field, given: AnswerPart, { context, holds }: Reading): Read<boolean | null> {
  if (!isRecord(given)) return NOTHING;
  const { answer, quote } = given;
  const said = answer === 'yes' ? true : answer === 'no' ? false : null;
  if (said === null) return NOTHING;
  const text = textOf(quote);
  if (text === null || !holds(text)) return { value: null, warning: notOnPage(field) };
  const read = coerce(text, 'boolean', context);
  if (read.kind === 'value') {
    return read.value === said ? { value: said } : { value: null, warning: contradicted(field, text) };
  }
  // Words that no rule knows: they must at least be about what was asked.
  const asked = new Set([...wordsOf(field.field), ...wordsOf(field.hint ?? '')].map(stem));
  const isAbout = wordsOf(text).some((word) => word.length > 2 && asked.has(stem(word)));
  return isAbout ? { value: said } : { value: null, warning: contradicted(field, text) };
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:ies|s|ed|ing)$/, '') : word;
}

function isList(given: AnswerPart): given is readonly AnswerPart[] {
  return Array.isArray(given);
}

function isRecord(given: AnswerPart): given is ModelAnswer {
  return typeof given === 'object' && given !== null && !isList(given);
}

function textOf(given: AnswerPart | undefined): string | null {
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean') return null;
  const text = String(given).trim();
  return text === '' || text.length > MAX_TEXT_CHARS || isNullToken(text) ? null : text;
}

function notOnPage({ field }: Field): string {
  return `left out '${field}': what the model answered is not on the page`;
}

function contradicted({ field }: Field, quote: string): string {
  return `left out '${field}': '${quoted(quote)}' does not say it`;
}
