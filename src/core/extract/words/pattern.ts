/** Lists of words as a part of a regular expression: "_" stands for the space inside an entry. */

/** Alternatives, the longest first, so that "written by" is not read as "written". */
export function anyOf(lists: readonly (string | undefined)[]): string {
  const words = new Set(lists.flatMap((list) => (list ?? '').split(' ')).filter((word) => word !== ''));
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replaceAll('_', '\\s'))
    .join('|');
}

/** Whole words; in scripts that write no spaces a word has no ends. */
export function wordOf(lists: readonly (string | undefined)[]): string {
  return `(?:${BEFORE}(?:${anyOf(lists)})${AFTER})`;
}

/** Words that begin so. */
export function wordFrom(lists: readonly (string | undefined)[]): string {
  return `(?:${BEFORE}(?:${anyOf(lists)}))`;
}

const SPACED = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{M}\\p{N}';
const BEFORE = `(?<![${SPACED}])`;
const AFTER = `(?![${SPACED}])`;
