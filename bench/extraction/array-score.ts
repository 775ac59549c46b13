/** How right the items of an answered array are: F1 of a one-to-one matching with the expected ones. */

/** From this length on a text matches by its words: the published one may be cut or set differently. */
const LONG_TEXT_CHARS = 20;
const LONG_TEXT_WORD_F1 = 0.9;
const FLOAT_TOLERANCE = 0.005;
const FLOAT_SHARE = 0.001;

const INVISIBLE = /[\u200b-\u200f\ufeff\u00ad]/g;
const REFERENCE_MARKS = /\[[^\]]{0,8}\]/g;
const EDGES = /^[\s.,;:!?'"\-|/\\()[\]*\u2026\u00b7\u2022]+|[\s.,;:!?'"\-|/\\()[\]*\u2026\u00b7\u2022]+$/g;
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2018-\u201b\u2032`\u00b4]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2044/g, '/'],
];

/** Between 0 and 1. What is no array, and an item of the wrong JSON type, matches nothing. */
export function arrayF1(type: string, got: unknown, expected: readonly unknown[]): number {
  if (!Array.isArray(got)) return 0;
  const clean = type === 'array<string>' ? texts : (items: readonly unknown[]): readonly unknown[] => items;
  const [answered, wanted] = [clean(got), clean(expected)];
  if (answered.length === 0 && wanted.length === 0) return 1;
  // The equal ones first, so that none of them is spent on one that is only alike.
  const left = [...wanted];
  const take = (isMatch: (item: unknown) => boolean): boolean => {
    const at = left.findIndex(isMatch);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const unequal = answered.filter((item) => !take((one) => one === item));
  const unmatched = unequal.filter((item) => !take((one) => isAlike(type, item, one)));
  return (2 * (answered.length - unmatched.length)) / (answered.length + wanted.length);
}

function texts(items: readonly unknown[]): string[] {
  return items.map((item) => fold(String(item).replace(REFERENCE_MARKS, ''))).filter((text) => text !== '');
}

/** Case, quotes, dashes, white space and marks at the ends are nobody's mistake. */
function fold(text: string): string {
  const shown = text.normalize('NFKC').replace(INVISIBLE, '');
  const plain = PLAIN.reduce((so, [marks, mark]) => so.replace(marks, mark), shown);
  return plain.toLowerCase().replace(/\s+/g, ' ').replace(EDGES, '');
}

function isAlike(type: string, a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return type === 'array<float>' && Math.abs(a - b) <= Math.max(FLOAT_TOLERANCE, FLOAT_SHARE * Math.abs(b));
  if (typeof a !== 'string' || typeof b !== 'string' || Math.min(a.length, b.length) < LONG_TEXT_CHARS)
    return false;
  const [ofA, ofB] = [wordsOf(a), wordsOf(b)];
  const left = [...ofB];
  let common = 0;
  for (const word of ofA) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (ofA.length + ofB.length) >= LONG_TEXT_WORD_F1;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}
