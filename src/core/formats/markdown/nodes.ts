/** The walk: what becomes of each node. */

import { isTag, isText, type AnyNode, type Element } from 'domhandler';
import { renderCodeBlock } from './code-block.js';
import { renderInline } from './inline-elements.js';
import { renderItem, renderList, renderMeaning, renderTerm } from './lists.js';
import { isBlock, isSkipped } from './names.js';
import { endParagraph, type Renderer } from './renderer.js';
import { addText, STRONG } from './runs.js';
import { renderTable } from './tables.js';

export function renderNodes(r: Renderer, nodes: readonly AnyNode[]): void {
  for (const node of nodes) {
    if (r.writer.isFull()) return;
    if (isText(node)) addText(r.paragraph, node.data, r.marks, r.link);
    else if (isTag(node)) renderElement(r, node);
    else if ('children' in node) renderNodes(r, node.children);
  }
}

function renderElement(r: Renderer, element: Element): void {
  if (r.leftOut.has(element) || isSkipped(element)) return;
  const level = headingLevel(element);
  if (level !== null && r.place !== 'heading') renderHeading(r, element, level);
  else if (!isBlock(element)) renderInline(r, element);
  else if (r.place === 'heading') {
    addText(r.paragraph, ' ', r.marks, r.link);
    renderNodes(r, element.children);
    addText(r.paragraph, ' ', r.marks, r.link);
  } else renderBlock(r, element);
}

function headingLevel({ name, attribs }: Element): number | null {
  if (name.length === 2 && name.startsWith('h')) {
    const level = name.charCodeAt(1) - 48;
    return level >= 1 && level <= 6 ? level : null;
  }
  if (attribs['role'] !== 'heading') return null;
  const level = Number(attribs['aria-level'] ?? 2);
  return Number.isInteger(level) && level >= 1 && level <= 6 ? level : 6;
}

/** One line; in a cell, which has none of its own, strong letters. */
function renderHeading(r: Renderer, element: Element, level: number): void {
  endParagraph(r);
  const { place, marks } = r;
  const isInCell = place === 'cell';
  r.place = isInCell ? 'cell' : 'heading';
  r.marks = isInCell ? marks | STRONG : 0;
  renderNodes(r, element.children);
  endParagraph(r, isInCell ? '' : `${'#'.repeat(level)} `);
  r.place = place;
  r.marks = marks;
}

function renderBlock(r: Renderer, element: Element): void {
  const { name, children } = element;
  if (name === 'dd') return renderMeaning(r, element);
  // The first paragraph of what a term means stands behind the term.
  if (!(r.paragraph.isTerm && (name === 'p' || name === 'div'))) endParagraph(r);
  switch (name) {
    case 'dt':
      return renderTerm(r, element);
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      renderList(r, element);
      break;
    case 'li':
      renderItem(r, element, '- ');
      break;
    case 'blockquote':
      r.writer.open('> ', '> ');
      renderNodes(r, children);
      endParagraph(r);
      r.writer.close();
      break;
    case 'pre':
      renderCodeBlock(r, element);
      break;
    case 'hr':
      if (r.place === 'block') r.writer.write('---');
      break;
    case 'table':
      renderTable(r, element);
      break;
    case 'summary': {
      const { marks } = r;
      r.marks |= STRONG;
      renderNodes(r, children);
      endParagraph(r);
      r.marks = marks;
      break;
    }
    default:
      renderNodes(r, children);
  }
  endParagraph(r);
}
