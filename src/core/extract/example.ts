/** What the example of a field says about the shape of its values. The example is of another page: only shapes count. */

import type { Field } from '../schema.js';

const MAX_CODE_CHARS = 40;

/** False when a text cannot be of the kind that the example shows. */
export function fitsExample({ type, example }: Field, text: string): boolean {
  if (type !== 'string' || typeof example !== 'string' || example === '') return true;
  if (isAddress(example)) return isAddress(text);
  if (isAddress(text)) return false;
  // A code has digits and no words: an article number, an ISBN, a postal code.
  if (isCode(example))
    return text.length <= MAX_CODE_CHARS && /\d/.test(text) && !/\p{L}{4,} \p{L}{4,}/u.test(text);
  return !isShort(example) || text.length <= 5 * Math.max(example.length, 25);
}

/** Nothing but digits, and marks between them. */
export function isDigits(text: string): boolean {
  return /^\d[\d\s./-]{0,39}$/.test(text);
}

export function isCode(text: string): boolean {
  return text.length <= MAX_CODE_CHARS && /\d/.test(text) && !/\s/.test(text.trim());
}

function isAddress(text: string): boolean {
  return /^(?:https?:)?\/\/\S+$/.test(text);
}

function isShort(text: string): boolean {
  return text.length <= 60;
}

/** Of a text that should be a code, the words with digits in it: "K-17 Blue kettle" is "K-17". Other texts stay as they are. */
export function codeOf({ type, example }: Field, text: string): string {
  if (type !== 'string' || typeof example !== 'string' || !isCode(example) || !/\s/.test(text)) return text;
  const runs = text.split(/\s+/, 20);
  const start = runs.findIndex((word) => /\d/.test(word));
  if (start < 0) return text;
  const rest = runs.slice(start);
  const length = rest.findIndex((word) => !/\d/.test(word));
  const code = (length < 0 ? rest : rest.slice(0, length)).join(' ').replace(/[,;]$/, '');
  // "DELTA 380 PRO": so short a number amid words is one of them.
  return start > 0 && length > 0 && /^\d{1,3}$/.test(code) ? text : code;
}
