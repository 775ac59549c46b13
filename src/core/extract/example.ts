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
