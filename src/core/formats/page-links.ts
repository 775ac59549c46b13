/** The format `links`. */

import { resolveUrl, type PageDocument } from '../extract/document.js';
import { MAX_LISTED } from './types.js';

/**
 * Every `a[href]` of the whole page, absolute, http and https only, in document order and each once. Those that only
 * point into the page itself are left out; the others keep their fragment.
 */
export function linksOf(doc: PageDocument): { readonly links: readonly string[]; readonly isCut: boolean } {
  const found = new Set<string>();
  for (const { name, attribs } of doc.facts.anchors) {
    const reference = attribs['href']?.trim() ?? '';
    if (name !== 'a' || reference === '' || reference.startsWith('#')) continue;
    const href = resolveUrl(reference, doc.baseUrl);
    if (href === null || found.has(href)) continue;
    if (found.size === MAX_LISTED) return { links: [...found], isCut: true };
    found.add(href);
  }
  return { links: [...found], isCut: false };
}
