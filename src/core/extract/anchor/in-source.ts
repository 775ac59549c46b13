/** Whether a page may hold the values of the examples, by a look at its source that costs little. */

import type { ExampleValue } from './example-value.js';
import { countMost } from './most.js';

/** False for most pages. */
export function mayStandIn(source: string, examples: readonly ExampleValue[]): boolean {
  // Texts are quickly searched for and stand on few pages: once most of the examples are missing, no other is looked for.
  const telling = examples
    .filter(({ isTelling }) => isTelling)
    .sort((a, b) => Number(isText(b)) - Number(isText(a)));
  const mayHold = (example: ExampleValue): boolean =>
    partsOf(example).every((forms) => forms.some((form) => source.includes(form))) && stands(example, source);
  return countMost(telling, mayHold) !== null;
}

function isText({ value, field }: ExampleValue): boolean {
  return typeof value === 'string' && field.type !== 'date';
}

/**
 * Parts that a page with the value holds, each in the forms that pages give it. To look for them costs little, and most pages
 * do not have them.
 */
function partsOf({ value, field }: ExampleValue): readonly (readonly string[])[] {
  if (typeof value === 'number')
    return Math.abs(value) < 1_000 ? [[String(Math.trunc(Math.abs(value)))]] : [];
  if (field.type === 'date') return [[value.slice(0, 4)]];
  return partsOfText(value);
}

/** The longest first, which most pages lack. */
function partsOfText(value: string): readonly (readonly string[])[] {
  return runsOf(value)
    .sort((a, b) => b.length - a.length)
    .map((run) => {
      const end = fromRarestLetter(run);
      return [...new Set([end, end.toLowerCase(), end.toUpperCase()])];
    });
}

/** Letters of markup and text, the commonest first. */
const COMMON = 'etasirnoldcpumhgfb0123456789vywkxjzq';
const MIN_PART_CHARS = 4;

/**
 * The end of a word: a search for it stops wherever its first letter stands. Without the word's first letter, which is a
 * capital on one page and none on another.
 */
function fromRarestLetter(word: string): string {
  const lowerCase = word.toLowerCase();
  let best = 1;
  for (let at = 2; at <= word.length - MIN_PART_CHARS; at += 1)
    if (COMMON.indexOf(lowerCase.charAt(at)) > COMMON.indexOf(lowerCase.charAt(best))) best = at;
  return word.slice(best);
}

function runsOf(text: string): string[] {
  return text.match(/[a-z0-9]{3,}/gi)?.slice(0, MAX_RUNS) ?? [];
}

/** Whether the source has what of the value is written the same in all its forms. */
function stands({ value, field }: ExampleValue, source: string): boolean {
  if (typeof value === 'number') return numberPattern(value).test(source);
  if (field.type === 'date') return hasDay(source, value);
  const [forms] = partsOfText(value);
  if (forms === undefined) return true;
  // Other letters may be written as entities or escapes, and marks or markup may stand between the words.
  const pattern = new RegExp(runsOf(value).join(`[^]{1,${MAX_GAP_CHARS}}?`), 'i');
  const around = value.length + MAX_RUNS * MAX_GAP_CHARS;
  return forms.some((form) => standsNear(source, form, around, pattern));
}

const MAX_RUNS = 3;
const MAX_GAP_CHARS = 40;

/** Whether the pattern matches within so many characters of the text, wherever that stands. */
function standsNear(source: string, text: string, aroundChars: number, pattern: RegExp): boolean {
  for (let at = source.indexOf(text); at >= 0; at = source.indexOf(text, at + text.length))
    if (pattern.test(source.slice(Math.max(0, at - aroundChars), at + aroundChars))) return true;
  return false;
}

function numberPattern(value: number): RegExp {
  const [whole = '', decimals] = String(Math.abs(value)).split('.');
  const digits = whole.split('').join("[.,'\\s\u00a0\u202f]?");
  return new RegExp(`(?<!\\d)${digits}${decimals === undefined ? '(?!\\d)' : `[^]{1,40}?${decimals}`}`);
}

/** The characters on either side of a year that its date can take. */
const AROUND_YEAR_CHARS = 25;

/** The year and the day with a month between them or beside them, in whatever language. */
function hasDay(source: string, value: string): boolean {
  const [year = '', month = '', day = ''] = value.split('-');
  const [m, d] = [`0?${Number(month)}`, `0?${Number(day)}`];
  const near = '[^<>]{1,16}?';
  const pattern = new RegExp(
    [
      `${year}\\D{0,3}${m}\\D{0,3}${d}(?!\\d)`,
      `(?<!\\d)${d}${near}${year}`,
      `${year}${near}${d}(?!\\d)`,
    ].join('|'),
  );
  return standsNear(source, year, AROUND_YEAR_CHARS, pattern);
}
