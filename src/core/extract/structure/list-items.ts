/** The items of a list below its heading: list items when there are any, table rows, else paragraphs or lines. */

import { isTag, type Element } from 'domhandler';
import { nameKey } from '../field-name.js';
import { collapse, isHidden } from '../text.js';
import { chainOf } from './ancestors.js';
import { countedOff, isShareLine } from './item-text.js';
import type { Line } from './lines.js';

export interface ListNames {
  /** Whether a heading (comparable form) has the name of the field. */
  readonly isName: (key: string) => boolean;
  /** Whether it has that of another field with a list. */
  readonly isOther: (key: string) => boolean;
}

export const MAX_HEADING_CHARS = 60;

const MAX_ITEMS = 300;
const MAX_LINES = 600;
const MAX_CLIMB = 8;
const STEP_CHARS = 40;

/** What ends a list whatever its headings are: what recipes, articles and products go on with. */
const OTHER_PARTS =
  /^(?:notes?|nutrition|nutritional|comments?|reviews?|related|share|tags?|categories|about|tips?|faq|frequently|more |you may|similar|print|rate|leave a|video|equipment|did you|author|source|previous|next|subscribe|sign up|n\u00e4hrwert|kommentar|tipp|commentaires|conseils|astuce|consejos|notas|note|consigli|dicas|tips)/i;

interface Item {
  readonly text: string;
  readonly holder: Element | null;
  /** Stands in what is shown after a click only, as the amounts in other units. */
  readonly isHidden: boolean;
}

export function itemsBelow(
  lines: readonly Line[],
  anchor: Line,
  names: ListNames,
  wantsLong: boolean,
): string[] {
  const items = shownOf(collect(lines, anchor, names, wantsLong));
  const texts = items
    .map(({ text }) => collapse(text.replace(/^[\s\u2022\u25aa\u25a2\u25cf*\u2013-]+/, '')))
    .filter((text) => text !== '' && !isShareLine(text));
  const isListed = items.some(({ holder }) => holder !== null);
  const kept = texts.filter((text) => isListed || (wantsLong ? text.length >= 20 : text.length <= 200));
  // What counts short items off may as well be their amounts.
  return wantsLong ? countedOff(kept) : kept;
}

/** Where a part of the list is shown and another hidden, the shown one says it all. */
function shownOf(items: readonly Item[]): readonly Item[] {
  const shown = items.filter((item) => !item.isHidden);
  return shown.length >= 2 ? shown : items;
}

function collect(
  lines: readonly Line[],
  anchor: Line,
  { isName, isOther }: ListNames,
  wantsLong: boolean,
): Item[] {
  const head = headingOf(anchor);
  const above = new Set(chainOf(anchor.block));
  const items: Item[] = [];
  let rank = rankOf(anchor);
  let skipped = 0;
  for (const line of lines.slice(anchor.at + 1, anchor.at + MAX_LINES)) {
    if (items.length >= MAX_ITEMS) break;
    // The next label of a list of labels and values.
    if (anchor.block.name === 'dt' && line.block.name === 'dt') break;
    // Buttons in the heading itself, to scale or to convert.
    if (head !== null && headingOf(line) === head) continue;
    if (line.region !== 'main' && line.region !== anchor.region) {
      // What stands beside may interrupt; a menu or a footer ends it.
      if (items.length > 0 && line.region !== 'aside') break;
      continue;
    }
    const holder = itemAround(line.block, above);
    const own = rankOf(line);
    const key = line.text.length > MAX_HEADING_CHARS ? '' : nameKey(line.text);
    // A heading right below one of the same rank is that of a part, and so are the next ones.
    if (items.length === 0 && own === rank && rank < 7 && !isOther(key)) rank -= 1;
    if (holder === null || items.length === 0) {
      if (own < 7 && own <= rank && !isName(key)) break;
      if (isOther(key) || (key !== '' && items.length > 0 && OTHER_PARTS.test(line.text))) break;
    }
    if (holder?.name === 'tr' && isHeadRow(holder)) continue;
    const last = items.at(-1);
    if (holder !== null && last?.holder === holder) {
      items[items.length - 1] = { ...last, text: `${last.text} ${line.text}` };
      continue;
    }
    const listed = items.some((item) => item.holder !== null);
    if (holder === null && listed) {
      // A subheading between two parts of the list may stand; running text after it is no longer the list.
      skipped += 1;
      if (line.text.length > 80 || skipped > 3) break;
      continue;
    }
    if (holder !== null && !listed && items.length > 0) {
      // Steps in paragraphs are followed by links in a list; an introduction by the steps.
      if (wantsLong && isLink(line) && areSteps(items)) break;
      items.length = 0;
    }
    skipped = 0;
    items.push({ text: line.text, holder, isHidden: chainOf(line.block, MAX_CLIMB).some(isHidden) });
  }
  return items;
}

function areSteps(items: readonly Item[]): boolean {
  return items.filter(({ text }) => text.length >= STEP_CHARS).length > 1;
}

function isLink({ segments }: Line): boolean {
  return segments.every(({ holder }) => chainOf(holder, 3).some(({ name }) => name === 'a'));
}

/** 1 to 6 for headings, 7 for what only looks like one. */
export function rankOf(line: Line): number {
  return Number(headingOf(line)?.name.slice(1) ?? 7);
}

/** The heading that the line stands in. */
function headingOf({ block }: Line): Element | null {
  return chainOf(block, 4).find(({ name }) => /^h[1-6]$/.test(name)) ?? null;
}

const ITEMS = new Set(['li', 'tr', 'dd']);
const AROUND_ITEMS = new Set(['ul', 'ol', 'table', 'article']);

/** The item that the block stands in; what holds the heading as well is no item. */
function itemAround(block: Element, above: ReadonlySet<Element>): Element | null {
  const found = chainOf(block, MAX_CLIMB).find(
    (at) => above.has(at) || ITEMS.has(at.name) || AROUND_ITEMS.has(at.name),
  );
  return found !== undefined && !above.has(found) && ITEMS.has(found.name) ? found : null;
}

function isHeadRow({ children }: Element): boolean {
  const cells = children.filter(isTag);
  return cells.length > 0 && cells.every(({ name }) => name === 'th');
}
