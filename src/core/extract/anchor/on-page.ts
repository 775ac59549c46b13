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
  return isMost(telling.filter((example) => sourcePattern(example).test(source)).length, telling.length);
}

/** Most of the examples that tell pages apart stand on it, and the others do not speak against it. */
export function isOfExamples(found: readonly Found[], schema: FlatSchema, sources: PageSources): boolean {
  const telling = found.filter(({ example }) => example.isTelling);
  // On a page of that name, what stands in links may well be said of it: its author, its brand.
  const isNamed = telling.some(({ example }) => isTitle(example, sources));
  const proven = telling.filter(({ find }) => find.isPlain || (isNamed && find.isThere)).length;
  if (!isMost(proven, telling.length)) return false;
  const others = [
    ...found.filter(({ example }) => !example.isTelling).map(({ find }) => find.isThere),
    ...listItems(schema).map((item) => isShown(item, sources)),
  ];
  return isMost(proven + others.filter(Boolean).length, telling.length + others.length);
}

/** More than half of them: one of two may be the same on two pages. */
function isMost(found: number, all: number): boolean {
  return found * 2 > all;
}

/** A part of the value that is written the same in all its forms. */
function sourcePattern({ value, field }: ExampleValue): RegExp {
  if (typeof value === 'number') {
    const whole = String(Math.trunc(Math.abs(value)));
    return new RegExp(whole.split('').join("[.,'\\s\u00a0\u202f]?"));
  }
  if (field.type === 'date') return new RegExp(value.slice(0, 4));
  // Other letters may be written as entities or escapes.
  const runs = value.match(/[a-z0-9]{3,}/gi) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? /(?:)/ : new RegExp(longest, 'i');
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
