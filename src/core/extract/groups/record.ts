/** Parts of one thing that are labelled or headed by the fields' names: "Inventor" and its values tell no list of things. */

import type { Element } from 'domhandler';
import { isTag } from 'domhandler';
import { nameKey } from '../field-name.js';
import { textOf } from '../text.js';
import type { Group, ItemRoot } from './group.js';
import { namesExactly } from './name-fit.js';
import { headingAbove } from './sections.js';
import { shownChildren } from './signature.js';
import type { Wanted } from './wanted.js';

const MAX_ITEMS = 100;
const MAX_CHARS = 30;
const LABELS = /^(?:dt|th|h[2-6]|b|strong|label)$/;

/**
 * Null where the items are such parts. Of a list under several headings the part that a field's name heads; null where the
 * headings name several fields.
 */
export function withoutRecord(group: Group, wanted: readonly Wanted[]): Group | null {
  if (group.headings.size > 0) return group;
  const names = (label: string): boolean => wanted.some((one) => namesExactly(one, nameKey(label)));
  const labels = new Set(group.items.slice(0, MAX_ITEMS).map(labelOf));
  labels.delete(undefined);
  if (labels.size > 1 && [...labels].some((label) => label !== undefined && names(label))) return null;
  // Rows have the same cells in whatever part of a table they stand.
  if (group.items.some(([first, second]) => second !== undefined || first?.element.name === 'tr'))
    return group;
  const above = group.items.map(([first]) => (first === undefined ? undefined : headingAbove(first.element)));
  const heads = new Set(above);
  if (heads.size < 2) return group;
  const named = [...heads].filter((head) => head !== undefined && names(head));
  if (named.length === 0) return group;
  return named.length > 1
    ? null
    : { ...group, items: group.items.filter((_, item) => above[item] === named[0]) };
}

/** Of an item that is a label with its value or values. */
function labelOf([first, second, ...others]: readonly ItemRoot[]): string | undefined {
  if (first === undefined) return undefined;
  if (first.element.name === 'dd') return textOfLabel(termOf(first.element));
  if (second === undefined) {
    const [label, value, more] = shownChildren(first.element, 3);
    return value === undefined || more !== undefined ? undefined : textOfLabel(label);
  }
  const isOneKind = others.every(({ element }) => element.name === second.element.name);
  return isOneKind ? textOfLabel(first.element) : undefined;
}

function termOf(value: Element): Element | undefined {
  let at = value.prev;
  for (let steps = 0; at !== null && steps < MAX_ITEMS; steps += 1, at = at.prev)
    if (isTag(at) && at.name === 'dt') return at;
  return undefined;
}

function textOfLabel(element: Element | undefined): string | undefined {
  if (element === undefined || !LABELS.test(element.name)) return undefined;
  const text = textOf(element, { chars: MAX_CHARS + 1, nodes: 10 });
  return text === '' || text.length > MAX_CHARS ? undefined : text.replace(/\s?[:\uff1a]$/, '');
}
