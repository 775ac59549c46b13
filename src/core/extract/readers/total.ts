/** How many things the whole list has, of which a page shows a part: "1 to 20 of 345", "63 rows", "All articles (23)". */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { wordsOf } from '../field-name.js';
import type { Line } from '../structure/lines.js';
import { columnKeys } from '../groups/headings.js';
import { THINGS as NAMED_THINGS } from '../groups/meanings.js';
import { singularOf } from '../groups/wanted.js';
import { isSumRow } from '../groups/sum-row.js';
import { rankOf } from '../structure/list-items.js';
import { pathOf } from '../structure/near.js';
import { TOTALS, type TotalWords } from '../words/totals.js';

const MAX_LINE_CHARS = 120;
const MAX_FOUND = 200;
/** A line that only tells the number has few words more. */
const MAX_OTHER_WORDS = 6;
const MAX_LISTED_WORDS = 2;
/** "Search finished, found 5 pages matching the search query." */
const MAX_FOUND_WORDS = 10;

const RANGE_CONFIDENCE = 0.8;
const NAMED_CONFIDENCE = 0.75;
const THINGS_CONFIDENCE = 0.65;
const HEADING_CONFIDENCE = 0.6;
const FOUND_CONFIDENCE = 0.6;

export const totalReader: Reader = { rules: ['list.total'], read: totalCandidates };

const LANGUAGES: readonly TotalWords[] = Object.values(TOTALS);

function wordsFor(key: keyof TotalWords): string[] {
  return LANGUAGES.flatMap((words) => (words[key] ?? '').split(' ')).filter((word) => word !== '');
}

function pattern(key: keyof TotalWords): string {
  return [...new Set(wordsFor(key))].map((word) => word.replaceAll('_', '[ /]')).join('|');
}

const THINGS: ReadonlySet<string> = new Set(wordsFor('things'));
const FOUND: ReadonlySet<string> = new Set(wordsFor('found'));
const ALL: ReadonlySet<string> = new Set(wordsFor('all'));
const NUMBER = String.raw`\d{1,3}(?:[.,'\u2019\u00a0\u202f ]\d{3}){1,3}|\d{1,9}`;
const RANGE = new RegExp(
  String.raw`(?<![\d.,:/-])(${NUMBER}) ?(?:-|\u2010|\u2013|\u2014|\.\.+|\u2026|${pattern('to')}) ?(${NUMBER}) ?(?:\p{L}{3,20} )?(?:(?:${pattern('of')}) |/ ?)(?:\p{L}{3,10} )?(${NUMBER})(?![\d.,:/-])`,
  'iu',
);
/** What a page shows of the list, and which page it is: not how many there are. */
const SHOWN = new RegExp(
  String.raw`(?<![\d.,:/-])(?:${NUMBER}) ?(?:-|\u2010|\u2013|\u2014|\.\.+|\u2026|${pattern('to')}) ?(?:${NUMBER})(?![\d.,:/-]\d)`,
  'iu',
);
const PAGE = new RegExp(
  String.raw`(?<!\p{L})(?:${pattern('page')}) ?\d{1,6}(?: ?(?:${pattern('of')}|/) ?\d{1,6})?`,
  'iu',
);
/** "20 of 345 items" */
const PART = new RegExp(
  String.raw`(?<![\d.,:/-])(${NUMBER}) (?:${pattern('of')}|/) (?:\p{L}{3,10} )?(${NUMBER})(?![\d.,:/-])`,
  'iu',
);
const COUNT = new RegExp(String.raw`(?<![\d.,:/#$\u20ac\u00a3-])(${NUMBER})(?![\d:/%]|[.,]\d)`, 'gu');

/** What a field counts: null when it counts nothing, empty when it counts whatever the list has. */
function countedBy({ field, concept }: Question): ReadonlySet<string> | null {
  if (field.type !== 'integer' || concept !== undefined) return null;
  const words = wordsOf(field.field);
  const rest = words.filter((word) => !COUNTING.has(word));
  if (rest.length === words.length && !(rest.length === 1 && THINGS.has(rest[0] ?? ''))) return null;
  if (rest.some((word) => NO_THINGS.has(word)) || (rest.length === 0 && words.join() === 'number'))
    return null;
  return new Set(rest.flatMap(formsOf));
}

const COUNTING = new Set(
  'total totals count number num nr of the in all found overall anzahl gesamt gesamtzahl nombre nb número total totale totaal aantal antal liczba'.split(
    ' ',
  ),
);
/** A total of these is a sum, and their number a name. */
const NO_THINGS = new Set(
  'price cost amount sum tax fee time minutes hours days weight score points page pages phone order part model house account serial invoice ticket id version'.split(
    ' ',
  ),
);

/** Singular and plural. */
function formsOf(word: string): string[] {
  const stem = word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.endsWith('s') ? word.slice(0, -1) : word;
  return [stem, `${stem}s`, stem.endsWith('y') ? `${stem.slice(0, -1)}ies` : `${stem}es`];
}

function totalCandidates(question: Question): Candidate[] {
  const counted = countedBy(question);
  if (counted === null) return summedUp(question);
  // What the caller's lists are called is what a total without a name counts.
  const listed = counted.size === 0 || isAnyThing(counted) ? wordsOfLists(question) : NO_WORDS;
  const found: Candidate[] = [];
  for (const line of question.page.lines()) {
    if (found.length >= MAX_FOUND) break;
    if (line.text.length > MAX_LINE_CHARS || !/\d/.test(line.text)) continue;
    const candidate = inLine(line, counted, listed);
    if (candidate !== null) found.push(candidate);
  }
  return [...summedUp(question), ...agreed(found)];
}

const NO_WORDS: ReadonlySet<string> = new Set();

function wordsOfLists({ page }: Question): ReadonlySet<string> {
  const words = [...page.columns().keys()].flatMap(wordsOf);
  return new Set(words.filter((word) => NAMED_THINGS.has(singularOf(word))).flatMap(formsOf));
}

function inLine(line: Line, counted: ReadonlySet<string>, listed: ReadonlySet<string>): Candidate | null {
  const range = RANGE.exec(line.text);
  if (range !== null) {
    const [first = 0, last = 0, total = 0] = range.slice(1).map(numberOf);
    return first <= last && last <= total ? at(line, total, RANGE_CONFIDENCE) : null;
  }
  const text = line.text.replace(PAGE, ' ').replace(SHOWN, ' ');
  const part = PART.exec(text);
  const words = wordsOf(text).filter((word) => !/^\d+$/.test(word));
  const saysFound = words.some((word) => FOUND.has(word));
  if (part !== null && words.some((word) => counted.has(word) || THINGS.has(word))) {
    const [shown = 0, total = 0] = part.slice(1).map(numberOf);
    return shown <= total ? at(line, total, NAMED_CONFIDENCE) : null;
  }
  const numbers = [...text.matchAll(COUNT)];
  const [number] = numbers;
  if (number?.[1] === undefined || numbers.length > 1) return null;
  const value = numberOf(number[1]);
  if (rankOf(line) === 1 && /\S \(\d[\d.,]*\)$/.test(text)) return at(line, value, HEADING_CONFIDENCE);
  if (saysFound && words.length <= MAX_FOUND_WORDS && counted.size > 0 && isAnyThing(counted))
    return at(line, value, FOUND_CONFIDENCE);
  if (words.length > MAX_OTHER_WORDS + 1) return null;
  if (words.some((word) => counted.has(word)) && isBeside(text, number, counted))
    return at(line, value, NAMED_CONFIDENCE);
  if (words.length <= MAX_LISTED_WORDS && isBeside(text, number, listed))
    return at(line, value, FOUND_CONFIDENCE);
  const saysAll = words.some((word) => ALL.has(word));
  if (!isBeside(text, number, THINGS) || (counted.size > 0 && !saysAll && !isAnyThing(counted))) return null;
  return at(line, value, saysAll ? NAMED_CONFIDENCE : THINGS_CONFIDENCE);
}

/** "results", "items": whatever the list has. */
function isAnyThing(counted: ReadonlySet<string>): boolean {
  return [...counted].some((word) => THINGS.has(word));
}

/** "23 posts", "23 old posts", "Posts: 23", "Posts (23)". */
function isBeside(text: string, number: RegExpExecArray, things: ReadonlySet<string>): boolean {
  const after = wordsOf(text.slice(number.index + number[0].length)).slice(0, 2);
  const [before] = wordsOf(text.slice(0, number.index)).slice(-1);
  const isMarked = /[:([\u2013\u2014-]\s*$/.test(text.slice(0, number.index));
  return after.some((word) => things.has(word)) || (isMarked && before !== undefined && things.has(before));
}

const SUM_CONFIDENCE = 0.85;

/** "total_coverage": what the last row of a table says in that column. */
function summedUp({ field, concept, page }: Question): Candidate[] {
  const words = wordsOf(field.field);
  const asked = words.filter((word) => !COUNTING.has(word));
  const isNumber = field.type === 'integer' || field.type === 'float';
  if (!isNumber || concept !== undefined || asked.length === 0 || asked.length === words.length) return [];
  for (const grid of page.grids()) {
    const sums = grid.headRows > 0 && isSumRow(grid.rows.at(-1) ?? []) ? grid.rows.at(-1) : undefined;
    const column = columnKeys(grid).findIndex((names) => names.includes(asked.join(' ')));
    const value = sums?.[column]?.text;
    if (value === undefined || !/\d/.test(value)) continue;
    return [{ rule: 'list.total', source: 'table', path: 'table', value, confidence: SUM_CONFIDENCE }];
  }
  return [];
}

/** Of the surest kind of line all must say the same: different numbers are those of parts. */
function agreed(found: readonly Candidate[]): Candidate[] {
  const inMain = found.filter(({ weight }) => weight === 1);
  for (const candidates of [inMain, found]) {
    const most = Math.max(0, ...candidates.map(({ confidence }) => confidence));
    const surest = candidates.filter(({ confidence }) => confidence === most);
    const [first, ...others] = surest;
    if (first === undefined) continue;
    return others.every(({ value }) => value === first.value) ? [first] : [];
  }
  return [];
}

function at({ block, region }: Line, value: number, confidence: number): Candidate {
  const weight = region === 'main' ? 1 : OUTSIDE;
  return { rule: 'list.total', source: 'text', path: pathOf(block), value, confidence, weight };
}

const OUTSIDE = 0.6;

function numberOf(text: string): number {
  return Number(text.replace(/\D+/g, ''));
}
