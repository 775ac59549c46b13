/** Lists of phrases as patterns: comma-separated, as a reader sees them. */

/** Scripts that set no space between words. */
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Any of the phrases, the longest first. */
export function anyOf(lists: readonly (string | undefined)[]): string {
  return phrasesOf(lists).map(pattern).join('|');
}

/** Any of the phrases where no letter stands before or behind it. The classes stand once: each costs milliseconds to compile. */
export function anyWholeOf(lists: readonly string[]): string {
  const phrases = phrasesOf(lists);
  const spaced = phrases.filter((phrase) => !UNSPACED.test(phrase)).map(pattern);
  const unspaced = phrases.filter((phrase) => UNSPACED.test(phrase)).map(pattern);
  return [`(?<!\\p{L})(?:${spaced.join('|')})(?!\\p{L})`, ...unspaced].join('|');
}

/** Whole words and phrases; in scripts that write no spaces a word has no ends. */
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

function phrasesOf(lists: readonly (string | undefined)[]): string[] {
  const phrases = lists.flatMap((list = '') => list.split(',').map((phrase) => phrase.trim()));
  return [...new Set(phrases)].filter((phrase) => phrase !== '').sort((a, b) => b.length - a.length);
}

function pattern(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '\\s');
}
