/** The format `images`. */

import { isTag, type Element } from 'domhandler';
import { resolveUrl, type PageDocument } from '../extract/document.js';
import { isInert, walk } from '../extract/text.js';
import { imageReferences } from './image-source.js';
import { readSrcset } from './srcset.js';
import { MAX_LISTED } from './types.js';

/**
 * Every picture of the whole page, absolute and each once: first what the page declares as its own (`og:image`,
 * `twitter:image`), then `img` and `picture` in document order with all their candidates. No `data:` pictures.
 */
export function imagesOf(doc: PageDocument): { readonly images: readonly string[]; readonly isCut: boolean } {
  const found = new Set<string>();
  let isCut = false;
  const add = (reference: string): void => {
    const href = resolveUrl(reference, doc.baseUrl);
    if (href === null || found.has(href)) return;
    if (found.size === MAX_LISTED) isCut = true;
    else found.add(href);
  };
  for (const { key, content } of doc.facts.metas) if (isDeclared(key)) add(content.trim());
  walk(doc.root, (node) => {
    if (isCut) return 'stop';
    if (!isTag(node) || isInert(node) || node.name === 'head' || node.name === 'noscript') return false;
    for (const reference of referencesOf(node)) add(reference);
    return true;
  });
  return { images: [...found], isCut };
}

function isDeclared(key: string): boolean {
  return /^(?:og:image(?::(?:secure_)?url)?|twitter:image(?::src)?)$/.test(key);
}

function referencesOf(element: Element): string[] {
  const { name, attribs, parent } = element;
  const inPicture = parent !== null && isTag(parent) && parent.name === 'picture';
  if (name === 'img' || (name === 'source' && inPicture))
    return imageReferences(element, (set) => readSrcset(set).map(({ url }) => url));
  if (name === 'video' && attribs['poster'] !== undefined) return [attribs['poster'].trim()];
  return name === 'input' && attribs['type']?.toLowerCase() === 'image' ? [attribs['src']?.trim() ?? ''] : [];
}
