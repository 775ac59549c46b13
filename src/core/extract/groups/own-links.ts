/** Links of a list to itself, which sort it or turn its pages, are none of its things. */

import type { Element } from 'domhandler';
import type { ItemRoot } from './group.js';

/** Items that are links, without those that only change the query of the page's own address. */
export function withoutOwnLinks(items: readonly (readonly ItemRoot[])[]): readonly (readonly ItemRoot[])[] {
  const isOwn = ([root, ...others]: readonly ItemRoot[]): boolean =>
    root !== undefined && others.length === 0 && leadsToSelf(root.element);
  const kept = items.filter((item) => !isOwn(item));
  return kept.length === items.length || kept.length === 0 || kept.length * 2 < items.length ? items : kept;
}

function leadsToSelf({ name, attribs }: Element): boolean {
  return name === 'a' && (attribs['href'] ?? '').startsWith('?');
}
