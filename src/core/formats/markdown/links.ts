/** Links: around words as links, around blocks as the link of one of them. */

import { isTag, isText, type Element } from 'domhandler';
import { parseUrl } from '../../url.js';
import { collapse, walk } from '../../extract/text.js';
import { BLOCK_NAMES, HEADING } from './names.js';
import type { Renderer } from './renderer.js';
import { addText, isVisible, type Link } from './runs.js';

export function renderLink(r: Renderer, element: Element): void {
  // A link in a link is none.
  const href = r.link === null ? addressOf(element, r.options.baseUrl) : null;
  const shape = href === null ? null : shapeOf(element);
  if (href === null || shape === null || isOwnAddress(r, element)) {
    // A sign beside a heading that only links to it says nothing.
    if (shape === null || shape.hasText || shape.hasPicture) r.renderNodes(r, element.children);
    return;
  }
  const { paragraph } = r;
  const start = paragraph.runs.length;
  r.link = { href, place: placeOf(shape, r.place), isUsed: false };
  r.renderNodes(r, element.children);
  const isEmpty = r.paragraph === paragraph && !paragraph.runs.slice(start).some(isVisible);
  if (isEmpty && !isFragment(element)) addText(paragraph, labelOf(element), r.marks, r.link);
  r.link = null;
}

/** Null where there is none, as where a script runs instead. */
function addressOf({ attribs }: Element, baseUrl: string): string | null {
  const href = attribs['href']?.trim() ?? '';
  if (href === '' || href === '#') return null;
  const url = parseUrl(href, baseUrl);
  return url === null || /^(?:javascript|data|blob|about|vbscript):$/.test(url.protocol) ? null : url.href;
}

/** Beside a heading or around it: the heading's own address. */
function isOwnAddress(r: Renderer, element: Element): boolean {
  return r.place === 'heading' && isFragment(element);
}

/** To a place on the page itself. */
function isFragment({ attribs }: Element): boolean {
  return attribs['href']?.trim().startsWith('#') === true;
}

interface LinkShape {
  readonly hasBlock: boolean;
  readonly hasHeading: boolean;
  /** Letters or digits. */
  readonly hasText: boolean;
  readonly hasPicture: boolean;
}

function shapeOf(element: Element): LinkShape {
  const shape = { hasBlock: false, hasHeading: false, hasText: false, hasPicture: false };
  let headings = 0;
  walk(
    element,
    (node) => {
      if (isText(node) && /[\p{L}\p{N}]/u.test(node.data)) {
        shape.hasText = true;
        if (headings > 0) shape.hasHeading = true;
      }
      if (!isTag(node)) return true;
      if (node.name === 'img') shape.hasPicture = true;
      if (BLOCK_NAMES.has(node.name)) shape.hasBlock = true;
      if (HEADING.test(node.name)) headings += 1;
      return shape.hasHeading ? 'stop' : true;
    },
    (node) => {
      if (isTag(node) && HEADING.test(node.name)) headings -= 1;
    },
  );
  return shape;
}

function placeOf({ hasBlock, hasHeading, hasText }: LinkShape, place: Renderer['place']): Link['place'] {
  if (place === 'heading' || !hasBlock || !hasText) return 'everywhere';
  return hasHeading && place === 'block' ? 'heading' : 'text';
}

const MAX_LABEL_CHARS = 300;

/** What stands for the words of a link that has none. */
function labelOf({ attribs }: Element): string {
  return collapse((attribs['aria-label'] || attribs['title'] || '').slice(0, MAX_LABEL_CHARS));
}
