/** Links: around words as links, around blocks as the link of one of them. */

import { isTag, type AnyNode, type Element } from 'domhandler';
import { parseUrl } from '../../url.js';
import { collapse, walk } from '../../extract/text.js';
import { BLOCK_NAMES, HEADING } from './names.js';
import type { Renderer } from './renderer.js';
import { addText, type Link } from './runs.js';

type RenderNodes = (r: Renderer, nodes: readonly AnyNode[]) => void;

export function renderLink(r: Renderer, element: Element, renderNodes: RenderNodes): void {
  const href = r.link === null ? addressOf(element, r.options.baseUrl) : null;
  if (href === null) {
    renderNodes(r, element.children);
    return;
  }
  const place = placeOf(element, r.place);
  if (place === 'nowhere') return;
  const link: Link = { href, place, isUsed: false };
  r.link = link;
  const runs = r.paragraph.runs.length;
  renderNodes(r, element.children);
  const isEmpty =
    !link.isUsed && r.paragraph.runs.slice(runs).every(({ text, isRaw }) => !isRaw && text.trim() === '');
  if (isEmpty) addText(r.paragraph, labelOf(element), r.marks, link);
  r.link = null;
}

/** Where scripts run there is no address. */
function addressOf({ attribs }: Element, baseUrl: string): string | null {
  const href = attribs['href']?.trim() ?? '';
  if (href === '' || href === '#') return null;
  const url = parseUrl(href, baseUrl);
  return url === null || /^(?:javascript|data|blob|about|vbscript):$/.test(url.protocol) ? null : url.href;
}

function placeOf(element: Element, place: Renderer['place']): Link['place'] | 'nowhere' {
  if (place === 'heading' && isPermalink(element)) return 'nowhere';
  let hasBlock = false;
  let hasHeading = false;
  walk(element, (node) => {
    if (!isTag(node)) return true;
    if (BLOCK_NAMES.has(node.name)) hasBlock = true;
    if (HEADING.test(node.name)) hasHeading = true;
    return hasHeading ? 'stop' : true;
  });
  if (place === 'heading' || !hasBlock) return 'everywhere';
  return hasHeading ? 'heading' : 'first';
}

/** The mark beside a heading that links to the heading. */
function isPermalink({ attribs, children }: Element): boolean {
  if (!attribs['href']?.includes('#')) return false;
  const text = children
    .map((child) =>
      'data' in child
        ? child.data
        : isTag(child)
          ? ((child.children[0] as { data?: string } | undefined)?.data ?? '')
          : '',
    )
    .join('');
  return !/[\p{L}\p{N}]/u.test(text);
}

function labelOf({ attribs }: Element): string {
  return collapse((attribs['aria-label'] || attribs['title'] || '').slice(0, 300));
}
