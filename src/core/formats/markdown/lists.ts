/** Lists of items, and of terms with what they mean. */

import { isTag, type Element } from 'domhandler';
import { isSkipped } from './names.js';
import { endParagraph, type Renderer } from './renderer.js';
import { addText, STRONG } from './runs.js';

/** The largest number that Markdown reads in front of an item. */
const MAX_NUMBER = 999_999_999;

export function renderList(r: Renderer, list: Element): void {
  let number = numberOf(list.attribs['start']) ?? 1;
  let isFirst = true;
  for (const child of list.children) {
    if (!isTag(child) || child.name !== 'li') {
      r.renderNodes(r, [child]);
      continue;
    }
    endParagraph(r);
    if (!isFirst) r.writer.tighten();
    number = numberOf(child.attribs['value']) ?? number;
    if (!renderItem(r, child, list.name === 'ol' ? `${number}. ` : '- ')) continue;
    isFirst = false;
    number = Math.min(number + 1, MAX_NUMBER);
  }
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\s{0,9}\d{1,9}\s{0,9}$/.test(text) ? Number(text) : null;
}

/** True when something was written. */
export function renderItem(r: Renderer, item: Element, marker: string): boolean {
  if (r.leftOut.has(item) || isSkipped(item)) return false;
  r.writer.open(marker, ' '.repeat(marker.length));
  for (const child of item.children) {
    if (isTag(child) && (child.name === 'ul' || child.name === 'ol')) {
      endParagraph(r);
      r.writer.tighten();
    }
    r.renderNodes(r, [child]);
  }
  endParagraph(r);
  return r.writer.close();
}

/** A term in strong letters; its meaning goes on behind it. */
export function renderTerm(r: Renderer, term: Element): void {
  endParagraph(r);
  const { marks } = r;
  r.marks |= STRONG;
  r.renderNodes(r, term.children);
  r.marks = marks;
  r.paragraph.isTerm = r.paragraph.runs.length > 0;
}

export function renderMeaning(r: Renderer, meaning: Element): void {
  if (r.paragraph.isTerm) {
    const last = r.paragraph.runs.at(-1)?.text.trimEnd() ?? '';
    addText(r.paragraph, /[\p{L}\p{N})\]"'*]$/u.test(last) ? ': ' : ' ', r.marks, r.link);
  } else endParagraph(r);
  r.renderNodes(r, meaning.children);
  endParagraph(r);
}
