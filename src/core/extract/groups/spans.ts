/** Items that are several siblings in a row: a heading with what follows it, a title row with its line of facts. */

import type { Element } from 'domhandler';
import type { ItemRoot } from './group.js';

const MAX_LENGTH = 12;
const MAX_SPANS = 2_000;
const MAX_STARTS = 2;

/** The items of each way to cut the children into runs that begin alike. `kinds` tells what each child is. */
export function spansOf(children: readonly Element[], kinds: readonly string[]): ItemRoot[][][] {
  if (children.length < 4 || new Set(kinds).size < 2) return [];
  return startsOf(children, kinds)
    .map((start) => cut(children, kinds, start))
    .filter(isRegular);
}

/** The kinds that may begin an item: the first that comes again, and the first heading that does. */
function startsOf(children: readonly Element[], kinds: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const repeated = kinds.filter((kind) => (counts.get(kind) ?? 0) > 1);
  const heading = kinds.find(
    (kind, at) => /^(?:h[1-6]|dt)$/.test(children[at]?.name ?? '') && (counts.get(kind) ?? 0) > 1,
  );
  const starts = [heading, ...repeated.slice(0, 1)].filter((kind) => kind !== undefined);
  return [...new Set(starts)].slice(0, MAX_STARTS);
}

function cut(children: readonly Element[], kinds: readonly string[], start: string): ItemRoot[][] {
  const items: ItemRoot[][] = [];
  let counts = new Map<string, number>();
  for (const [at, element] of children.entries()) {
    const kind = kinds[at] ?? '';
    if (kind === start) {
      if (items.length >= MAX_SPANS) break;
      items.push([]);
      counts = new Map();
    }
    const item = items.at(-1);
    if (item === undefined || item.length >= MAX_LENGTH) continue;
    const nth = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, nth);
    item.push({ element, step: nth === 1 ? kind : `${kind}#${nth}` });
  }
  return endedAlike(items);
}

/** What follows the last item is not of it: only kinds that the items before it have. */
function endedAlike(items: ItemRoot[][]): ItemRoot[][] {
  const before = new Set(items.slice(0, -1).flatMap((item) => item.map(({ step }) => step)));
  return items.map((item, at) =>
    at === items.length - 1 ? item.filter(({ step }) => before.has(step)) : item,
  );
}

function isRegular(items: readonly (readonly ItemRoot[])[]): boolean {
  const several = items.filter((item) => item.length > 1).length;
  return items.length >= 2 && several * 2 > items.length;
}
