/** Whether a page is the one that the examples are values of. */

import type { FlatSchema } from '../../schema.js';
import type { PageSources } from '../page-sources.js';
import { fold, titlesOf } from '../structure/heading.js';
import type { ExampleValue } from './example-value.js';
import type { Find } from './find.js';

export interface Found {
  readonly example: ExampleValue;
  readonly find: Find;
}

/** By a look at the page's source: false for most pages. */
export function mayStandIn(source: string, examples: readonly ExampleValue[]): boolean {
  const telling = examples.filter(({ isTelling }) => isTelling);
  return countMost(telling, (example) => sourcePattern(example).test(source)) !== null;
}

/** Most of the examples that tell pages apart stand on it, and the others do not speak against it. */
export function isOfExamples(found: readonly Found[], schema: FlatSchema, sources: PageSources): boolean {
  const telling = found.filter(({ example }) => example.isTelling);
  // On a page of that name, what stands in links may well be said of it: its author, its brand.
  const isNamed = telling.some(({ example }) => isTitle(example, sources));
  const isProven = ({ find }: Found): boolean => find.isPlain() || (isNamed && find.isThere());
  const proven = countMost(telling, isProven);
  if (proven === null) return false;
  const others = [
    ...found.filter(({ example }) => !example.isTelling).map(({ find }) => find.isThere()),
    ...listItems(schema).map((item) => isShown(item, sources)),
  ];
  return isMost(proven + others.filter(Boolean).length, telling.length + others.length);
}

/** How many pass, when more than half do: one of two may be the same on two pages. Null once the rest cannot make that up. */
function countMost<T>(items: readonly T[], passes: (item: T) => boolean): number | null {
  let passed = 0;
  for (const [at, item] of items.entries()) {
    if (passes(item)) passed += 1;
    if (!isMost(passed + items.length - at - 1, items.length)) return null;
  }
  return isMost(passed, items.length) ? passed : null;
}

function isMost(found: number, all: number): boolean {
  return found * 2 > all;
}

/** What of the value is written the same in all its forms. */
function sourcePattern({ value, field }: ExampleValue): RegExp {
  if (typeof value === 'number') {
    const [whole = '', decimals] = String(Math.abs(value)).split('.');
    const digits = whole.split('').join("[.,'\\s\u00a0\u202f]?");
    return new RegExp(`(?<!\\d)${digits}${decimals === undefined ? '(?!\\d)' : `[^]{1,40}?${decimals}`}`);
  }
  if (field.type === 'date') return dayPattern(value);
  // Other letters may be written as entities or escapes, and marks or markup may stand between the words.
  const runs = value.match(/[a-z0-9]{3,}/gi)?.slice(0, MAX_RUNS) ?? [];
  return new RegExp(runs.join('[^]{1,40}?'), 'i');
}

const MAX_RUNS = 3;

/** The year and the day with a month between them or beside them, in whatever language. */
function dayPattern(value: string): RegExp {
  const [year = '', month = '', day = ''] = value.split('-');
  const [m, d] = [`0?${Number(month)}`, `0?${Number(day)}`];
  const near = '[^<>]{1,16}?';
  return new RegExp(
    [
      `${year}\\D{0,3}${m}\\D{0,3}${d}(?!\\d)`,
      `(?<!\\d)${d}${near}${year}`,
      `${year}${near}${d}(?!\\d)`,
    ].join('|'),
  );
}

/** Whether the page's heading, or its title before the name of the site, is the value. */
function isTitle({ value }: ExampleValue, { doc, heading }: PageSources): boolean {
  const wanted = fold(String(value));
  const titles = titlesOf(doc.facts).map((title) => fold(title.split(/\s[|\u2013\u2014-]\s/, 1)[0] ?? ''));
  return [fold(heading()?.text ?? ''), ...titles].includes(wanted);
}

const MIN_ITEM_CHARS = 8;

/** The first item of each example that is a list of texts. */
function listItems(schema: FlatSchema): string[] {
  return schema.flatMap(({ example }) => {
    const [first] = Array.isArray(example) ? (example as unknown[]) : [];
    return typeof first === 'string' && fold(first).length >= MIN_ITEM_CHARS ? [first] : [];
  });
}

function isShown(text: string, { lines }: PageSources): boolean {
  const wanted = fold(text);
  return lines().some((line) => line.text.length >= text.length && fold(line.text).includes(wanted));
}
