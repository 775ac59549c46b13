/** What the text that a model was shown says: which words stand in it, and which numbers and days follow from it. */

import { coerce, newWordedDates, type CoercionContext } from '../extract/coerce/index.js';
import { findDays } from '../extract/coerce/days-in-text.js';
import { lazy } from '../extract/document.js';
import type { FieldType } from '../schema.js';
import type { Question } from './question.js';

export interface Shown {
  /** Whether the words stand there. */
  readonly holds: (words: string) => boolean;
  /** Whether a number or a day is that of some text on the page. */
  readonly says: (value: number | string, type: FieldType) => boolean;
}

/** An image's word is taken: there is no text to hold it against. */
export const UNSEEN: Shown = { holds: () => true, says: () => true };

export function shownBy(question: Question): Shown {
  const text = comparable(question.passages);
  const integers = lazy(() => numbersIn(question, 'integer'));
  const floats = lazy(() => numbersIn(question, 'float'));
  const days = lazy(() => daysIn(question));
  return {
    holds: (words) => stands(comparable(words), text),
    says: (value, type) => {
      if (/date/.test(type)) return days().has(String(value));
      return (/integer/.test(type) ? integers() : floats()).has(Number(value));
    },
  };
}

export function contextOf({ lang, asOf }: Question): CoercionContext {
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

function numbersIn(question: Question, type: 'integer' | 'float'): Set<number> {
  const context = contextOf(question);
  const texts = question.passages.match(NUMBER) ?? [];
  return new Set(
    texts.slice(0, MAX_NUMBERS).flatMap((text) => {
      const read = coerce(text, type, context);
      return read.kind === 'value' ? [Number(read.value)] : [];
    }),
  );
}

function daysIn({ passages, lang }: Question): Set<string> {
  return new Set(passages.split('\n').flatMap((line) => findDays(line, lang).map(({ day }) => day)));
}
