/**
 * Lists that stand under the name of a field: "Ingredients" and what follows it, up to the next heading of that rank. A list
 * may be in parts that each have such a heading: "Ingredients for the dough".
 */

import type { Candidate } from '../candidate.js';
import { nameKey } from '../field-name.js';
import type { Line } from './lines.js';
import { itemsBelow, MAX_HEADING_CHARS, rankOf, type ListNames } from './list-items.js';
import { pathOf } from './near.js';

const MAX_ANCHORS = 30;

interface Found {
  readonly anchor: Line;
  readonly items: readonly string[];
  readonly confidence: number;
  /** What its heading says that it is for. */
  readonly part: string;
}

/** `wantsLong`: its items are sentences, as steps are; otherwise they are short. The surest first. */
export function listsUnder(lines: readonly Line[], names: ListNames, wantsLong: boolean): Candidate[] {
  const found: Found[] = [];
  for (const anchor of lines) {
    if (found.length >= MAX_ANCHORS) break;
    const part = partNamed(anchor, names.isName);
    if (part === null) continue;
    const items = itemsBelow(lines, anchor, names, wantsLong);
    found.push({ anchor, items, part, confidence: rate(items, anchor, wantsLong) });
  }
  const lists = found.filter(({ confidence }) => confidence > 0);
  return [...wholeOf(lists), ...firstOfAlike(lists.toSorted((a, b) => b.confidence - a.confidence))].map(
    ({ items, anchor, confidence }) => ({
      rule: 'list.heading',
      source: 'list',
      path: `${pathOf(anchor.block)} / list`,
      value: [...items],
      confidence,
    }),
  );
}

/** Null when the line does not head a list of the field, empty when it heads all of it. */
function partNamed({ text, region }: Line, isName: ListNames['isName']): string | null {
  if (region === 'chrome' || text.length > MAX_HEADING_CHARS) return null;
  const key = nameKey(text.replace(/\([^)]{0,40}\)/g, ' ').replace(/[:\uff1a].{0,30}$/s, ''));
  if (key === '') return null;
  if (isName(key)) return '';
  // "Ingredients for 4 people", "Zutaten f\u00fcr den Teig".
  const [, name, part] =
    /^(.{3,30}?) (?:for|f\u00fcr|pour|para|per|voor|f\u00f6r|til|dla|na|\d+)(?: (.*))?$/.exec(key) ?? [];
  return name !== undefined && isName(name) ? (part ?? '') : null;
}

/** Of the same lists of several things on a page, under one heading in one form, the page's own is the first. */
function firstOfAlike(surest: readonly Found[]): Found[] {
  const [best] = surest;
  if (best === undefined) return [];
  const isAlike = ({ anchor, part, items }: Found): boolean =>
    part === best.part &&
    anchor.text === best.anchor.text &&
    pathOf(anchor.block) === pathOf(best.anchor.block) &&
    items.some(hasAmount) === best.items.some(hasAmount);
  const [first = best] = surest.filter(isAlike).sort((a, b) => a.anchor.at - b.anchor.at);
  return [{ ...first, confidence: best.confidence }, ...surest.filter((one) => one !== first)];
}

/** All parts as one list, when two headings or more name different ones. */
function wholeOf(found: readonly Found[]): Found[] {
  const parts = found.filter(({ part }) => part !== '' && !/^\d/.test(part));
  const [first] = parts;
  if (first === undefined || new Set(parts.map(({ part }) => part)).size < 2) return [];
  return [{ ...first, items: parts.flatMap(({ items }) => items) }];
}

/** One item is no list; items of the wrong length are another one. */
function rate(items: readonly string[], anchor: Line, wantsLong: boolean): number {
  const mean = items.reduce((sum, item) => sum + item.length, 0) / items.length;
  if (items.length === 0 || (items.length < 2 && !wantsLong)) return 0;
  if (wantsLong ? mean < 25 : mean > 160) return 0;
  const base = rankOf(anchor) < 7 ? 0.75 : 0.65;
  if (items.length < 2) return base - 0.1;
  // Articles talk about what is needed, or how it is made, before they list it.
  const amounts = items.filter(hasAmount).length;
  const isExact = wantsLong ? !/^how\b/i.test(anchor.text) : amounts * 2 >= items.length;
  return base + (isExact ? 0.05 : 0) + Math.min(items.length, 20) / 1_000;
}

function hasAmount(item: string): boolean {
  return /^[\d\u00bc-\u00be\u2150-\u215e]/.test(item);
}
