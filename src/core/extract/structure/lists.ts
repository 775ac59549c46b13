/**
 * Lists that stand under the name of a field: "Ingredients" and what follows it, up to the next heading of that rank. Where
 * no heading has the name, an element that is named for it in its class or id.
 */

import { isTag, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { nameKey } from '../field-name.js';
import { collapse } from '../text.js';
import type { Line } from './lines.js';
import { pathOf } from './near.js';

const MAX_ANCHORS = 30;
const MAX_ITEMS = 300;
const MAX_LINES = 600;
const MAX_HEADING_CHARS = 60;
const MAX_CLIMB = 8;

/** What ends a list whatever its headings are: what recipes, articles and products go on with. */
const OTHER_PARTS =
  /^(?:notes?|nutrition|nutritional|comments?|reviews?|related|share|tags?|categories|about|tips?|faq|frequently|more |you may|similar|print|rate|leave a|video|equipment|did you|author|source|previous|next|subscribe|sign up|n\u00e4hrwert|kommentar|tipp|commentaires|conseils|astuce|consejos|notas|note|consigli|dicas|tips)/i;

interface Found {
  readonly items: readonly string[];
  readonly path: string;
  readonly confidence: number;
}

/** `isName` tells the labels of the field; `isOther` those of other fields that head lists. */
export function listsUnder(
  lines: readonly Line[],
  isName: (key: string) => boolean,
  isOther: (key: string) => boolean,
  wantsLong: boolean,
): Candidate[] {
  const found: Found[] = [];
  let anchors = 0;
  for (const line of lines) {
    if (anchors >= MAX_ANCHORS) break;
    if (line.region === 'chrome' || line.text.length > MAX_HEADING_CHARS || !names(line.text, isName))
      continue;
    anchors += 1;
    const items = collect(lines, line, isOther, isName, wantsLong);
    if (items.length > 0)
      found.push({ items, path: `${pathOf(line.block)} / list`, confidence: rate(items, line, wantsLong) });
  }
  return found
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ items, path, confidence }) => ({ source: 'list', path, value: [...items], confidence }));
}

function names(text: string, isName: (key: string) => boolean): boolean {
  const plain = text.replace(/\([^)]{0,40}\)/g, ' ').replace(/[:\uff1a].{0,30}$/s, '');
  const key = nameKey(plain);
  if (key === '') return false;
  if (isName(key)) return true;
  // "Ingredients for 4 people", "Zutaten f\u00fcr den Teig".
  const cut = /^(.{3,30}?) (?:for|f\u00fcr|pour|para|per|voor|f\u00f6r|til|dla|na|4|2|6|8|\d+)(?: |$)/.exec(
    key,
  )?.[1];
  return cut !== undefined && isName(cut);
}

/** List items when there are any, table rows, else paragraphs or lines. */
function collect(
  lines: readonly Line[],
  anchor: Line,
  isOther: (key: string) => boolean,
  isName: (key: string) => boolean,
  wantsLong: boolean,
): string[] {
  const rank = rankOf(anchor);
  const items: { text: string; holder: Element | null }[] = [];
  let skipped = 0;
  for (const line of lines.slice(anchor.at + 1, anchor.at + MAX_LINES)) {
    if (items.length >= MAX_ITEMS) break;
    const holder = itemAround(line.block);
    if (holder === null || items.length === 0) {
      if (endsHere(line, rank, isOther, isName, items.length)) break;
    }
    if (line.region !== 'main' && line.region !== anchor.region) {
      if (items.length > 0) break;
      continue;
    }
    const last = items.at(-1);
    if (holder !== null && last?.holder === holder) {
      items[items.length - 1] = { text: `${last.text} ${line.text}`, holder };
      continue;
    }
    const listed = items.some((item) => item.holder !== null);
    if (holder === null && listed) {
      // A subheading between two parts of the list may stand; running text after it is no longer the list.
      skipped += 1;
      if (line.text.length > 80 || skipped > 3) break;
      continue;
    }
    if (holder !== null && !listed && items.length > 0) items.length = 0;
    skipped = 0;
    items.push({ text: line.text, holder });
  }
  const texts = items
    .map(({ text }) => collapse(text.replace(/^[\s\u2022\u25aa\u25a2\u25cf*\u2013-]+/, '')))
    .filter((text) => text !== '');
  const listed = items.some((item) => item.holder !== null);
  if (listed) return texts;
  return texts.filter((text) => (wantsLong ? text.length >= 20 : text.length <= 200));
}

function endsHere(
  line: Line,
  rank: number,
  isOther: (key: string) => boolean,
  isName: (key: string) => boolean,
  count: number,
): boolean {
  const own = rankOf(line);
  if (own < 7 && own <= rank && !names(line.text, isName)) return true;
  if (line.text.length > MAX_HEADING_CHARS) return false;
  const key = nameKey(line.text);
  return isOther(key) || (count > 0 && OTHER_PARTS.test(line.text));
}

/** 1 to 6 for headings, 7 for what only looks like one. */
function rankOf({ block }: Line): number {
  let at: Element['parent'] = block;
  for (let steps = 0; at !== null && isTag(at) && steps < 4; steps += 1) {
    const rank = /^h([1-6])$/.exec(at.name)?.[1];
    if (rank !== undefined) return Number(rank);
    at = at.parent;
  }
  return 7;
}

function itemAround(block: Element): Element | null {
  let at: Element['parent'] = block;
  for (let steps = 0; at !== null && isTag(at) && steps < MAX_CLIMB; steps += 1) {
    if (at.name === 'li' || at.name === 'tr' || at.name === 'dd') return at;
    if (at.name === 'ul' || at.name === 'ol' || at.name === 'table' || at.name === 'article') return null;
    at = at.parent;
  }
  return null;
}

/** One item is no list; items of the wrong length are another one. */
function rate(items: readonly string[], anchor: Line, wantsLong: boolean): number {
  const mean = items.reduce((sum, item) => sum + item.length, 0) / items.length;
  if (items.length < 2 && !wantsLong) return 0;
  if (wantsLong ? mean < 25 : mean > 160) return 0;
  const base = rankOf(anchor) < 7 ? 0.75 : 0.65;
  return items.length < 2 ? base - 0.1 : base + Math.min(items.length, 20) / 1_000;
}
