/** Items that stand in others of their kind: the answers of a thread, the branches of a tree. */

import { isTag, type Element } from 'domhandler';
import type { Region } from '../structure/region.js';

/** Elements of one kind, in the same place below elements of the same kinds. */
export interface Kind {
  readonly elements: Element[];
  readonly below: Map<string, Kind>;
  readonly region: Region;
  /** Whether one parent holds two. */
  isRepeated: boolean;
  /** Some stand in others. */
  isNested: boolean;
  chars: number;
}

/** An element on the way down, and the kinds that it and its siblings are of. */
export interface Holder {
  readonly element: Element;
  readonly name: string;
  readonly siblings: Map<string, Kind>;
}

const MAX_BETWEEN = 4;
const ALIKE = 0.5;

/** The item around the element that is of the same kind, if any: bears its name and is made of the same parts. */
export function outerItem(element: Element, name: string, around: readonly Holder[]): Holder | undefined {
  if (!mayNest(name)) return undefined;
  const from = Math.max(0, around.length - MAX_BETWEEN);
  for (let at = around.length - 1; at >= from; at -= 1) {
    const outer = around[at];
    if (outer?.name !== name) continue;
    return areAlike(outer.element, element, around[at + 1]?.element) ? outer : undefined;
  }
  return undefined;
}

/** Elements without a class of their own say nothing, unless they are items by nature. */
function mayNest(name: string): boolean {
  return (
    name === 'li' || name === 'article' || (name.includes('.') && !/^(?:t[rdh]|table|tbody)\b/.test(name))
  );
}

/** `way`: the child of the outer one that holds the inner one. */
function areAlike(outer: Element, inner: Element, way: Element | undefined): boolean {
  const [a, b] = [partsOf(outer, way), partsOf(inner, undefined)];
  if (way !== undefined) b.delete(signOf(way));
  const shared = [...a].filter((part) => b.has(part)).length;
  return shared > 0 && shared >= ALIKE * new Set([...a, ...b]).size;
}

function partsOf({ children }: Element, without: Element | undefined): Set<string> {
  const parts = new Set<string>();
  for (const child of children.slice(0, 40)) if (isTag(child) && child !== without) parts.add(signOf(child));
  return parts;
}

function signOf({ name, attribs }: Element): string {
  return `${name}.${(attribs['class'] ?? '').slice(0, 60).split(' ', 1).join('')}`;
}
