/**
 * Groups of alike things, from structure alone. Elements that stand in the same way below the same kinds of elements are
 * one group, whichever parent holds them: the cards of every row of a grid.
 */

import { isText, type Document, type Element } from 'domhandler';
import { regionOf, type Region } from '../structure/region.js';
import { pathOf } from '../structure/near.js';
import { NO_HEADINGS, type Group } from './group.js';
import { kindsOf, shownChildren } from './signature.js';
import { spansOf } from './spans.js';

const MAX_ELEMENTS = 60_000;
const MAX_KINDS = 8_000;
const MAX_DEPTH = 200;
const MAX_ITEMS = 2_000;
const MAX_GROUPS = 24;
const MIN_CHARS = 10;

interface Kind {
  readonly elements: Element[];
  readonly below: Map<string, Kind>;
  readonly region: Region;
  /** Whether one parent holds two. */
  isRepeated: boolean;
  chars: number;
}

interface Found {
  readonly group: Group;
  readonly chars: number;
}

/** Those with the most text first. Rows of tables that are read as grids (`isGrid`) are left to them. */
export function findGroups(root: Document, isGrid: (table: Element) => boolean): Group[] {
  const spans: Found[] = [];
  const kinds: Kind[] = [];
  let left = MAX_ELEMENTS;

  const read = (parent: Element, below: Kind['below'], region: Region, depth: number): number => {
    let chars = ownChars(parent);
    const children = depth < MAX_DEPTH ? shownChildren(parent) : [];
    if (children.length === 0) return chars;
    const names = kindsOf(children);
    const met = new Set<string>();
    const sizes: number[] = [];
    for (const [at, child] of children.entries()) {
      left -= 1;
      if (left < 0) break;
      const own = regionOf(child) ?? region;
      const name = names[at] ?? child.name;
      let kind = below.get(name);
      if (kind === undefined) {
        if (kinds.length >= MAX_KINDS) continue;
        kind = { elements: [], below: new Map(), region: own, isRepeated: false, chars: 0 };
        below.set(name, kind);
        kinds.push(kind);
      }
      if (met.has(name)) kind.isRepeated = true;
      met.add(name);
      kind.elements.push(child);
      const size = read(child, kind.below, own, depth + 1);
      kind.chars += size;
      sizes.push(size);
      chars += size;
    }
    for (const items of spansOf(children, names)) {
      spans.push({ group: newGroup(items, region), chars });
    }
    return chars;
  };

  for (const child of shownChildren(root)) read(child, new Map(), 'main', 0);
  const alike = kinds
    .filter(
      ({ isRepeated, chars, elements }) => isRepeated && chars >= MIN_CHARS && !isGridRow(elements, isGrid),
    )
    .map(({ elements, region, chars }) => ({
      group: newGroup(
        elements.slice(0, MAX_ITEMS).map((element) => [{ element, step: '' }]),
        region,
      ),
      chars,
    }));
  return [...alike, ...spans]
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, MAX_GROUPS)
    .map(({ group }) => group);
}

function weight({ group, chars }: Found): number {
  return chars * (group.region === 'main' || group.region === 'comments' ? 1 : 0.2);
}

function newGroup(items: Group['items'], region: Region): Group {
  const [first] = items[0] ?? [];
  return {
    items: items.slice(0, MAX_ITEMS),
    path: first === undefined ? '' : pathOf(first.element),
    region,
    isTable: false,
    headings: NO_HEADINGS,
  };
}

function isGridRow([first]: readonly Element[], isGrid: (table: Element) => boolean): boolean {
  if (first === undefined || !/^(?:tr|td|th)$/.test(first.name)) return false;
  for (let above = first.parent; above !== null; above = above.parent) {
    if ('name' in above && above.name === 'table') return isGrid(above);
  }
  return false;
}

function ownChars(element: Element): number {
  let chars = 0;
  for (const child of element.children)
    if (isText(child) && /\S/.test(child.data)) chars += child.data.length;
  return chars;
}
