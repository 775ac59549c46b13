/** The form of a text: its kinds of signs and marks, how many words it has. Worked out once for each text that is compared. */

import { lazy } from '../document.js';

export interface TextForm {
  readonly text: string;
  readonly words: number;
  readonly hasDigits: boolean;
  readonly isUpper: boolean;
  readonly mask: () => string;
  /** The marks in it, each once, in one order. */
  readonly marks: () => string;
  readonly number: () => number;
  /** Of an address, without its scheme. */
  readonly parts: () => readonly string[];
}

/** Sentences of one form have other words. */
export const MAX_MASK = 60;

export function formOf(text: string): TextForm {
  return {
    text,
    words: wordCount(text),
    hasDigits: /\d/.test(text),
    isUpper: /^\P{L}*\p{Lu}/u.test(text),
    mask: lazy(() => maskOf(text)),
    marks: lazy(() => [...new Set(text.replace(/[\p{L}\p{N}]+/gu, ''))].sort().join('')),
    number: lazy(() => numberIn(text)),
    parts: lazy(() => text.replace(/^https?:\/\//i, '').split(/[/?&]/, 20)),
  };
}

/** What a split at each blank gives. */
export function wordCount(text: string): number {
  let words = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) words += 1;
  return words;
}

/** The first number, whichever sign groups its thousands; NaN without one. */
function numberIn(text: string): number {
  return Number(
    /\d[\d.,]*/
      .exec(text)?.[0]
      .replace(/[.,](?=\d{3})/g, '')
      .replace(',', '.'),
  );
}

/** Runs of letters and digits: "2024/04/13 22:25" is "9/9/9 9:9", "Ann Lee" is "Aa Aa". */
export function maskOf(text: string): string {
  let mask = '';
  let last = '';
  for (const sign of text.length > MAX_MASK ? text.slice(0, MAX_MASK) : text) {
    const kind = kindOf(sign);
    if (kind !== last || !RUNS.includes(kind)) mask += kind;
    last = kind;
  }
  return mask;
}

const RUNS = 'aA9o';

function kindOf(sign: string): string {
  if (sign >= '0' && sign <= '9') return '9';
  if (sign >= 'a' && sign <= 'z') return 'a';
  if (sign >= 'A' && sign <= 'Z') return 'A';
  if (sign < '\u0080') return sign;
  const [lower, upper] = [sign.toLowerCase(), sign.toUpperCase()];
  if (lower !== upper) return sign === lower ? 'a' : 'A';
  return /\p{N}/u.test(sign) ? '9' : /\p{L}/u.test(sign) ? 'o' : sign;
}
