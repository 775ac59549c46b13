/**
 * Groups of alike things, from structure alone. Elements that stand in the same way below the same kinds of elements are
 * one group, whichever parent holds them: the cards of every row of a grid.
 */

import { isText, type Document, type Element, type ParentNode } from 'domhandler';
import { getElementsByTagName } from 'domutils';
import { regionOf, type Region } from '../structure/region.js';
import { pathOf } from '../structure/near.js';
import { NO_HEADINGS, type Group } from './group.js';
import { rowGroup } from './grid-groups.js';
import { withoutOwnLinks } from './own-links.js';
import { outerItem, type Holder, type Kind } from './nested.js';
import { kindsOf, shownChildren } from './signature.js';
import { spansOf } from './spans.js';

const MAX_ELEMENTS = 60_000;
const MAX_KINDS = 8_000;
const MAX_CHILDREN = 5_000;
const MAX_DEPTH = 200;
const MAX_ITEMS = 2_000;
const MAX_GROUPS = 24;
const MIN_CHARS = 10;

export interface PageGroups {
  readonly groups: readonly Group[];
  /** How long the text of the page is, as far as it was read. */
  readonly chars: number;
}

/** Those with the most text first. Rows of tables that are read as grids (`isGrid`) are left to them. */
export function findGroups(root: Document, isGrid: (table: Element) => boolean): PageGroups {
  const spans: Found[] = [];
  const kinds: Kind[] = [];
  const around: Holder[] = [];
  let left = MAX_ELEMENTS;

  const read = (parent: ParentNode, below: Kind['below'], region: Region): number => {
    let chars = ownChars(parent);
    const most = around.length < MAX_DEPTH ? Math.min(left, MAX_CHILDREN) : 0;
    const children = shownChildren(parent, most);
    if (children.length === 0) return chars;
    const names = kindsOf(children);
    const met = new Set<string>();
    for (const [at, child] of children.entries()) {
      left -= 1;
      if (left < 0) break;
      const own =
        regionOf(child) ?? (isBeside(child) ? 'aside' : isMenuOfPage(child, around) ? 'chrome' : region);
      const name = names[at] ?? child.name;
      const outer = outerItem(child, name, around);
      const siblings = outer?.siblings ?? below;
      let kind = siblings.get(name);
      if (kind === undefined) {
        if (kinds.length >= MAX_KINDS) continue;
        kind = { elements: [], below: new Map(), region: own, isRepeated: false, isNested: false, chars: 0 };
        siblings.set(name, kind);
        kinds.push(kind);
      }
      if (met.has(name)) kind.isRepeated = true;
      if (outer !== undefined) kind.isNested = true;
      met.add(name);
      kind.elements.push(child);
      around.push({ element: child, name, siblings });
      const size = read(child, kind.below, own);
      around.pop();
      if (outer === undefined) kind.chars += size;
      chars += size;
    }
    for (const items of spansOf(children, names)) {
      spans.push({ items, region, chars, isNested: false });
    }
    return chars;
  };

  const total = read(root, new Map(), 'main');
  const shares = (chars: number): number => Math.min(1, chars / Math.max(1, total));
  const alike = kinds
    .filter(
      ({ isRepeated, chars, elements }) =>
        chars >= MIN_CHARS &&
        !isGridRow(elements, isGrid) &&
        !isRecord(elements) &&
        (isRepeated || isLoneItem(elements)),
    )
    .map(({ elements, ...kind }) => ({
      ...kind,
      items: elements.slice(0, MAX_ITEMS).map((element) => [{ element, step: '' }]),
    }));
  const groups = [...alike, ...spans]
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, MAX_GROUPS)
    .map((found) => newGroup(found, shares(found.chars)));
  return { groups, chars: total };
}

interface Found {
  readonly items: Group['items'];
  readonly region: Region;
  readonly isNested: boolean;
  readonly chars: number;
}

function weight({ region, chars }: Found): number {
  return chars * (region === 'main' || region === 'comments' ? 1 : 0.2);
}

function newGroup({ items, region, isNested }: Found, share: number): Group {
  const [first] = items[0] ?? [];
  const group: Group = {
    items: withoutOwnLinks(items.slice(0, MAX_ITEMS)),
    path: first === undefined ? '' : pathOf(first.element),
    region,
    share,
    isNested,
    isTable: false,
    headings: NO_HEADINGS,
  };
  return first?.element.name === 'tr' && items[0]?.length === 1 ? rowGroup(group) : group;
}

/** The last page of a listing may have one thing left. */
const ITEM = /^(?:(?:.{1,30}[-_])?(?:item|card|post|entry|product|result|listing)|h-entry|hentry|h-product)$/;

function isLoneItem([element, second]: readonly Element[]): boolean {
  if (element === undefined || second !== undefined || element.name === 'body') return false;
  if (element.name === 'article' || element.attribs['itemscope'] !== undefined) return true;
  return (element.attribs['class'] ?? '')
    .slice(0, 300)
    .split(/\s+/)
    .some((token) => ITEM.test(token));
}

/** What the page calls its side, whatever stands behind the word: "aside-content", "widget-recent". */
const BESIDE =
  /(?:^|\s)(?:aside|sidebar|widget|side-?bar)[-_]|(?:^|\s)(?!(?:has|with|no)-)\w{1,20}[-_](?:sidebar|widget)(?:\s|$)|(?:popular|trending|recent|related)[-_]?search(?:es)?(?:$|[\s_-])|recently[-_]?viewed/i;

function isBeside({ name, attribs }: Element): boolean {
  if (name === 'body' || name === 'main') return false;
  return BESIDE.test(`${(attribs['class'] ?? '').slice(0, 200)} ${attribs['id'] ?? ''}`);
}

/** What the page calls its tabs and its links to networks, and the head of the page itself. */
const MENU =
  /(?:^|[\s_-])(?:tabs|tablist|social|socials|sharing|share-(?:links|buttons|bar))(?:$|[\s_-](?:links?|list|icons?|media|nav|bar|menu)?(?:$|\s))/i;
const PARTS = new Set(['main', 'article', 'section', 'li', 'td']);

function isMenuOfPage(element: Element, around: readonly Holder[]): boolean {
  const { name, attribs } = element;
  if (attribs['role'] === 'tablist') return true;
  if (name === 'header')
    return (
      !around.some((holder) => PARTS.has(holder.element.name)) &&
      getElementsByTagName('h1', element.children, true, 1).length === 0
    );
  if (!/^(?:ul|ol|div)$/.test(name) || !MENU.test((attribs['class'] ?? '').slice(0, 200))) return false;
  // What is called so may also hold what the tabs show.
  return shownChildren(element).every((child) => /^(?:li|a|button|span)$/.test(child.name));
}

function isGridRow([first]: readonly Element[], isGrid: (table: Element) => boolean): boolean {
  if (first === undefined || !/^(?:tr|td|th)$/.test(first.name)) return false;
  for (let above = first.parent; above !== null; above = above.parent) {
    if ('name' in above && above.name === 'table') return isGrid(above);
  }
  return false;
}

const MAX_PAIRS = 300;

/** Pairs of a label and a value, each label once, tell about one thing: they are no list of things. */
function isRecord(elements: readonly Element[]): boolean {
  const labels = new Set<string>();
  for (const element of elements.slice(0, MAX_PAIRS)) {
    if (element.name !== 'dl') return false;
    const [term, value, ...others] = shownChildren(element);
    if (term?.name !== 'dt' || value?.name !== 'dd' || others.length > 0) return false;
    const [label] = term.children;
    if (label === undefined || !isText(label) || labels.has(label.data)) return false;
    labels.add(label.data);
  }
  return true;
}

function ownChars({ children }: ParentNode): number {
  let chars = 0;
  for (const child of children) if (isText(child) && /\S/.test(child.data)) chars += child.data.length;
  return chars;
}
