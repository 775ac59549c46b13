/** Whether a page is the one that the examples are values of. */

import type { FlatSchema } from '../../schema.js';
import type { PageSources } from '../page-sources.js';
import { fold, titlesOf } from '../structure/heading.js';
import type { ExampleValue } from './example-value.js';
import type { Find } from './find.js';
import { countMost, isMost } from './most.js';

export interface Found {
  readonly example: ExampleValue;
  readonly find: Find;
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
