/** The part of an element's text that is the value: what is left without the words of the template around it. */

import { collapse } from '../text.js';
import type { ExampleValue } from './example-value.js';
import type { Part } from './place.js';

const MAX_AROUND_CHARS = 40;
const MAX_AROUND_WORDS = 5;
/** Of a number with its unit or label; in longer texts only a telling one is looked for. */
const MAX_NUMBER_CHARS = 40;
const MAX_NUMBERS = 12;
const NUMBER = /\d+(?:[.,'\u2019\u00a0\u202f]\d+){0,6}/g;

/** Undefined when the text as it stands is the value; null when the value is no part of it. */
export function partOf(text: string, example: ExampleValue): Part | undefined | null {
  if (typeof example.value === 'string') return example.is(text) ? undefined : textIn(text, example);
  if (text.length <= MAX_NUMBER_CHARS && example.is(text)) return undefined;
  return text.length <= MAX_NUMBER_CHARS || example.isTelling ? numberIn(text, example) : null;
}

function numberIn(text: string, example: ExampleValue): Part | null {
  const numbers = numbersOf(text);
  const at = numbers.findIndex((number) => example.is(number));
  return at < 0 || numbers.length > MAX_NUMBERS ? null : { number: at, of: numbers.length };
}

function numbersOf(text: string): string[] {
  return text.match(NUMBER) ?? [];
}

function textIn(text: string, { value, field: { type } }: ExampleValue): Part | null {
  if (type !== 'string') return null;
  const wanted = collapse(String(value));
  const start = text.toLowerCase().indexOf(wanted.toLowerCase());
  if (start < 0) return null;
  const [before, after] = [text.slice(0, start), text.slice(start + wanted.length)];
  // Inside a word, or in a sentence that will not be the same elsewhere.
  if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after)) return null;
  return [before, after].every(isOfTemplate) ? { before: before.trim(), after: after.trim() } : null;
}

function isOfTemplate(around: string): boolean {
  return (
    around.length <= MAX_AROUND_CHARS &&
    around.trim().split(/\s+/).length <= MAX_AROUND_WORDS &&
    !/\d/.test(around)
  );
}

/** The same part of another text; null when it has none. */
export function takePart(text: string, part: Part | undefined): string | null {
  if (part === undefined) return text === '' ? null : text;
  if ('number' in part) {
    const numbers = numbersOf(text);
    return numbers.length === part.of ? (numbers[part.number] ?? null) : null;
  }
  const { before, after } = part;
  if (text.length <= before.length + after.length || !text.startsWith(before) || !text.endsWith(after))
    return null;
  return text.slice(before.length, text.length - after.length).trim();
}
