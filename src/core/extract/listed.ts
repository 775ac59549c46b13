/** The values that one text lists: "38, 39, 40", "red / green", "1,5; 2,25". */

import type { FieldType } from '../schema.js';

const MAX_ITEMS = 500;
const MAX_WORDS = 5;
const MAX_ITEM_CHARS = 60;
const STRONG = /\s*[;|\n\u2022\u3001]\s*|\s+[\u00b7/]\s+/;
const COMMAS = /\s*(?:,\s+|\uff0c)\s*/;
const LAST = /,?\s+(?:and|or|und|oder|et|ou|y|o|e|en|of|och|og|i|\u0438)\s+(?=\S+$)/iu;

/** The text itself where it lists nothing. */
export function listedIn(text: string, type: FieldType): string[] {
  if (type === 'array<integer>' || type === 'array<float>') return numbersIn(text);
  // A comma may stand within a date: "March 14, 2024".
  if (type === 'array<date>') return partsOf(text, [STRONG, COMMAS], (part) => /\d{4}/.test(part));
  return partsOf(text, [STRONG, COMMAS], isWord);
}

/** Commas without a blank list whole numbers where they cannot group thousands, or mark decimals. */
function numbersIn(text: string): string[] {
  if (STRONG.test(text) || COMMAS.test(text))
    return partsOf(text, [STRONG, COMMAS], (part) => /\d/.test(part));
  const parts = text.split(',', MAX_ITEMS);
  const isList =
    parts.length > 2 && parts.every((part) => /^\d+$/.test(part)) && !/^\d{1,3}(?:,\d{2,3})+$/.test(text);
  return isList ? parts : [text];
}

function partsOf(text: string, marks: readonly RegExp[], isItem: (part: string) => boolean): string[] {
  const mark = marks.find((one) => one.test(text));
  if (mark === undefined) return [text];
  const parts = text
    .replace(mark === COMMAS ? LAST : /$^/, ', ')
    .split(mark, MAX_ITEMS)
    .filter((part) => part !== '');
  return parts.every(isItem) ? parts : [text];
}

/** A name, not a part of a sentence. */
function isWord(part: string): boolean {
  return part.length <= MAX_ITEM_CHARS && part.split(' ').length <= MAX_WORDS && !/[.!?]\s/.test(part);
}
