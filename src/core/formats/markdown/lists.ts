/** Lists of items and of terms with what they mean. */

import { isTag, type AnyNode, type Element } from 'domhandler';
import { endParagraph, type Renderer } from './renderer.js';
import { addText, STRONG } from './runs.js';

type RenderNodes = (r: Renderer, nodes: readonly AnyNode[]) => void;

export function renderList(r: Renderer, list: Element, renderNodes: RenderNodes): void {
  let number = Number.parseInt(list.attribs['start'] ?? '1', 10);
  if (!Number.isSafeInteger(number) || number < 0 || number > 999_999_999) number = 1;
  let isFirst = true;
  for (const child of list.children) {
    if (!isTag(child) || child.name !== 'li') {
      renderNodes(r, [child]);
      continue;
    }
    endParagraph(r);
    if (!isFirst) r.writer.tighten();
    const value = Number.parseInt(child.attribs['value'] ?? '', 10);
    if (value >= 0 && value <= 999_999_999) number = value;
    const marker = list.name === 'ol' ? `${number}. ` : '- ';
    if (renderItem(r, child, marker, renderNodes)) {
      isFirst = false;
      number += 1;
    }
  }
}

/** True when something was written. */
export function renderItem(r: Renderer, item: Element, marker: string, renderNodes: RenderNodes): boolean {
  r.writer.open(marker, ' '.repeat(marker.length));
  for (const child of item.children) {
    if (isTag(child) && /^[ou]l$/.test(child.name)) {
      endParagraph(r);
      r.writer.tighten();
    }
    renderNodes(r, [child]);
  }
  endParagraph(r);
  return r.writer.close();
}

/** A term in strong letters and what it means behind it. */
export function renderDefinitions(r: Renderer, element: Element, renderNodes: RenderNodes): void {
  if (element.name === 'dt') {
    endParagraph(r);
    r.marks |= STRONG;
    renderNodes(r, element.children);
    r.marks &= ~STRONG;
    return;
  }
  const last = r.paragraph.runs.at(-1)?.text.trimEnd() ?? '';
  if (last !== '' && /[^:?]$/.test(last)) addText(r.paragraph, ':', 0, null);
  addText(r.paragraph, ' ', 0, null);
  renderNodes(r, element.children);
  endParagraph(r);
}
