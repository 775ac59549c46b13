/** Indexes of folders begin with a way to the folder above, which is none of their things. */

import { textOf } from '../text.js';
import type { Group, ItemRoot } from './group.js';

const WAY_UP =
  /^(?:\.{1,2}\/?|(?:\[?(?:to )?)?parent (?:directory|folder)\/?\]?|up to higher level directory)$/i;
const MAX_CHARS = 40;
/** The folder itself may stand first. */
const MAX_FIRST = 2;

/** The group without first items that lead upwards. */
export function withoutWayUp(group: Group): Group {
  const first = group.items.slice(0, MAX_FIRST);
  const items = first.filter((roots) => !leadsUp(roots));
  if (items.length === first.length || group.items.length === first.length - items.length) return group;
  return { ...group, items: [...items, ...group.items.slice(MAX_FIRST)] };
}

function leadsUp(roots: readonly ItemRoot[]): boolean {
  return roots.some(({ element }) => WAY_UP.test(textOf(element, { chars: MAX_CHARS, nodes: 20 })));
}
