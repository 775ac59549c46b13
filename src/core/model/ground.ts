/**
 * What a model's answer is worth: a value counts only when it stands in the text that the model was shown, or follows from
 * that text by coercion. Everything else is left out, with a warning.
 */

import { coerce, newWordedDates, type CoercionContext } from '../extract/coerce/index.js';
import { findDays } from '../extract/coerce/days-in-text.js';
import { isNullToken } from '../extract/coerce/null-token.js';
import { wordsOf } from '../extract/field-name.js';
import type { Field, FieldValue } from '../schema.js';
import { keyOf } from './prompt.js';
import type { Question } from './question.js';

/** What adapters hand over: the parts that are of no shape we know are dropped by them. */
export type ModelAnswer = Readonly<Record<string, AnswerPart>>;
export type AnswerPart = Scalar | readonly Scalar[] | BooleanAnswer;
type Scalar = string | number | boolean | null;
export interface BooleanAnswer {
  readonly answer: string;
  readonly quote: string;
}

export interface Grounded {
  /** Only fields with a value. */
  readonly values: ReadonlyMap<string, FieldValue>;
  readonly warnings: readonly string[];
}

const MAX_TEXT_CHARS = 20_000;
const MAX_ITEMS = 1_000;

/** Where values come from: the text decides, or it is an image's word. */
type Shown = (value: string) => boolean;

interface Reading {
  readonly question: Question;
  readonly context: CoercionContext;
  readonly isShown: Shown;
  /** Whether a number or a day is that of some text on the page. */
  readonly isDerivable: (value: number | string, type: Field['type']) => boolean;
}

export function groundAnswer(question: Question, answer: ModelAnswer): Grounded {
  const text = comparable(question.passages);
  return readAnswer(answer, {
    question,
    context: contextOf(question),
    isShown: (value) => stands(comparable(value), text),
    isDerivable: (value, type) =>
      /date/.test(type) ? saysDay(String(value), question) : saysNumber(Number(value), type, question),
  });
}

/** The values that were read from images: there is no text to hold them against. */
export function readImageAnswer(question: Question, answer: ModelAnswer): Grounded {
  const context = contextOf(question);
  const read = readAnswer(answer, { question, context, isShown: () => true, isDerivable: () => true });
  const told = [...read.values.keys()].map((field) => `read '${field}' from an image`);
  return { values: read.values, warnings: [...told, ...read.warnings] };
}

function readAnswer(answer: ModelAnswer, reading: Reading): Grounded {
  const values = new Map<string, FieldValue>();
  const warnings: string[] = [];
  for (const [at, field] of reading.question.fields.entries()) {
    const given = Object.hasOwn(answer, keyOf(at)) ? answer[keyOf(at)] : undefined;
    const { value, warning } = readField(field, given ?? null, reading);
    if (value !== null) values.set(field.field, value);
    if (warning !== undefined) warnings.push(warning);
  }
  return { values, warnings };
}

interface Read {
  readonly value: FieldValue;
  readonly warning?: string | undefined;
}

const NOTHING: Read = { value: null };

function readField(field: Field, given: AnswerPart, reading: Reading): Read {
  if (field.type === 'boolean') return readBoolean(field, given, reading);
  if (field.type.startsWith('array<')) return readList(field, given, reading);
  const text = textOf(Array.isArray(given) ? (given as readonly Scalar[])[0] : given);
  if (text === null) return NOTHING;
  return readOne(field, text, reading) ?? { value: null, warning: notOnPage(field) };
}

/** Null when the text is neither on the page nor derivable from it. */
function readOne(
  { field, type }: Field,
  text: string,
  { context, isShown, isDerivable }: Reading,
): Read | null {
  const result = coerce(text, type, context);
  if (result.kind === 'absent') return NOTHING;
  const shown = isShown(text);
  if (result.kind === 'failed')
    return shown
      ? { value: null, warning: `could not read '${field}' as ${type} from '${clip(text)}'` }
      : null;
  const { value } = result;
  const derivable =
    type !== 'string' && !Array.isArray(value) && typeof value !== 'boolean' && isDerivable(value, type);
  if (!shown && !derivable) return null;
  const told = result.told ? `coerced '${field}' from '${clip(text)}' to ${String(value)}` : undefined;
  return { value, warning: told };
}

const ITEM_TYPES: Readonly<Record<string, Field['type']>> = {
  'array<string>': 'string',
  'array<integer>': 'integer',
  'array<float>': 'float',
};

function readList(field: Field, given: AnswerPart, reading: Reading): Read {
  const items: readonly Scalar[] = Array.isArray(given) ? (given as readonly Scalar[]) : [given as Scalar];
  const type = ITEM_TYPES[field.type] ?? 'string';
  const values: (string | number)[] = [];
  let dropped = 0;
  for (const item of items.slice(0, MAX_ITEMS)) {
    const text = textOf(item);
    if (text === null) continue;
    const read = readOne({ field: field.field, type }, text, reading);
    if (read === null) dropped += 1;
    else if (typeof read.value === 'string' || typeof read.value === 'number') values.push(read.value);
  }
  const warning = dropped === 0 ? undefined : notOnPage(field);
  return { value: values.length === 0 ? null : (values as string[] | number[]), warning };
}

function readBoolean(field: Field, given: AnswerPart, { context, isShown }: Reading): Read {
  if (typeof given !== 'object' || given === null || !('answer' in given)) return NOTHING;
  const { answer, quote } = given;
  const said = answer === 'yes' ? true : answer === 'no' ? false : null;
  if (said === null) return NOTHING;
  const text = textOf(quote);
  if (text === null || !isShown(text)) return { value: null, warning: notOnPage(field) };
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

function textOf(given: AnswerPart | undefined): string | null {
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean') return null;
  const text = String(given).trim();
  return text === '' || text.length > MAX_TEXT_CHARS || isNullToken(text) ? null : text;
}

function notOnPage({ field }: Field): string {
  return `left out '${field}': what the model answered is not on the page`;
}

function contradicted({ field }: Field, quote: string): string {
  return `left out '${field}': '${clip(quote)}' does not say it`;
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}\u2026` : line;
}

function contextOf({ lang, asOf }: Question): CoercionContext {
  return { lang, referenceDate: () => new Date(asOf), wordedDates: newWordedDates() };
}

/** Case, spaces, and the forms of quotation marks and dashes do not count. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201a\u2032`\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, ' ')
    .trim();
}

const WORD = /[\p{L}\p{N}]/u;
/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** As whole words: "1" does not stand in "2019". */
function stands(value: string, text: string): boolean {
  if (value === '') return false;
  const splits = (inside: string, outside: string): boolean =>
    WORD.test(inside) && WORD.test(outside) && !UNSPACED.test(inside) && !UNSPACED.test(outside);
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + value.length] ?? ' ';
    const next = text[at + value.length + 1] ?? ' ';
    // "24" is not what "24.90" says.
    const isCut = /\d/.test(value.at(-1) ?? '') && /[.,]/.test(after) && /\d/.test(next);
    if (!splits(value[0] ?? '', before) && !splits(value.at(-1) ?? '', after) && !isCut) return true;
  }
  return false;
}

const NUMBER = /[-\u2212]?\d(?:[\d.,'\u2019\u00a0\u202f]{0,20}\d)?/g;
const MAX_NUMBERS = 5_000;

function saysNumber(value: number, type: Field['type'], question: Question): boolean {
  const context = contextOf(question);
  const numbers = question.passages.match(NUMBER) ?? [];
  return numbers.slice(0, MAX_NUMBERS).some((text) => {
    const read = coerce(text, type === 'integer' ? 'integer' : 'float', context);
    return read.kind === 'value' && read.value === value;
  });
}

function saysDay(day: string, { passages, lang }: Question): boolean {
  return passages.split('\n').some((line) => findDays(line, lang).some((found) => found.day === day));
}
