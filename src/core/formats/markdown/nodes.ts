/** The walk: what becomes of each node. */

import { isTag, isText, type AnyNode, type Element } from 'domhandler';
import { isHidden, isInert } from '../../extract/text.js';
import { codeBlock } from './code-block.js';
import { renderImage } from './image.js';
import { renderLink } from './links.js';
import { renderDefinitions, renderItem, renderList } from './lists.js';
import { BLOCK_NAMES, HEADING, SKIPPED } from './names.js';
import { endParagraph, type Renderer } from './renderer.js';
import { addBreak, addRaw, addText, CODE, DELETED, EMPHASIS, STRONG } from './runs.js';
import { renderTable } from './tables.js';

export function renderNodes(r: Renderer, nodes: readonly AnyNode[]): void {
  for (const node of nodes) {
    if (r.writer.isFull()) return;
    if (isText(node)) addText(r.paragraph, node.data, r.marks, r.link);
    else if (isTag(node)) renderElement(r, node);
    else if ('children' in node) renderNodes(r, node.children);
  }
}

/** Everything that is in an element, as if the element were not there. */
function renderChildren(r: Renderer, element: Element): void {
  renderNodes(r, element.children);
}

function renderElement(r: Renderer, element: Element): void {
  const { name } = element;
  if (SKIPPED.has(name) || r.leftOut.has(element) || isInert(element) || isHidden(element)) return;
  if (BLOCK_NAMES.has(name)) renderBlock(r, element);
  else renderInline(r, element);
}

const INLINE_MARKS: Readonly<Record<string, number>> = {
  b: STRONG,
  strong: STRONG,
  i: EMPHASIS,
  em: EMPHASIS,
  del: DELETED,
  s: DELETED,
  strike: DELETED,
  code: CODE,
  samp: CODE,
  tt: CODE,
  kbd: CODE,
};

function renderInline(r: Renderer, element: Element): void {
  switch (element.name) {
    case 'br':
      addBreak(r.paragraph);
      return;
    case 'a':
      renderLink(r, element, renderNodes);
      return;
    case 'img':
      renderImage(r, element);
      return;
    case 'input':
      renderInput(r, element);
      return;
    case 'sup':
      renderSuperscript(r, element);
      return;
    case 'q':
      addText(r.paragraph, '"', r.marks, r.link);
      renderChildren(r, element);
      addText(r.paragraph, '"', r.marks, r.link);
      return;
    case 'wbr':
      return;
    case 'option':
    case 'button':
    case 'select':
    case 'label':
      addText(r.paragraph, ' ', r.marks, r.link);
      renderChildren(r, element);
      addText(r.paragraph, ' ', r.marks, r.link);
      return;
    default:
      marked(r, INLINE_MARKS[element.name] ?? 0, element);
  }
}

function marked(r: Renderer, mark: number, element: Element): void {
  const before = r.marks;
  r.marks |= mark;
  renderChildren(r, element);
  r.marks = before;
}

function renderInput(r: Renderer, { attribs, parent }: Element): void {
  if (attribs['type']?.toLowerCase() !== 'checkbox' || r.paragraph.runs.length > 0) return;
  const isInItem = parent !== null && isTag(parent) && /^(?:li|p|label)$/.test(parent.name);
  if (isInItem && r.place === 'block')
    addRaw(r.paragraph, attribs['checked'] === undefined ? '[ ] ' : '[x] ', 0, null);
}

/** A power is not the digits behind a number: 10<sup>6</sup> is not 106. */
function renderSuperscript(r: Renderer, element: Element): void {
  const [only] = element.children;
  const isPower =
    element.children.length === 1 &&
    only !== undefined &&
    isText(only) &&
    /^\s*[-+\u2212]?\d{1,4}\s*$/.test(only.data);
  const before = r.paragraph.runs.at(-1)?.text.at(-1) ?? '';
  if (isPower && /[\p{L}\p{N})\]]/u.test(before)) addText(r.paragraph, '^', r.marks, r.link);
  renderChildren(r, element);
}

function renderBlock(r: Renderer, element: Element): void {
  const { name } = element;
  if (r.place === 'heading') {
    addText(r.paragraph, ' ', r.marks, r.link);
    renderChildren(r, element);
    addText(r.paragraph, ' ', r.marks, r.link);
    return;
  }
  if (HEADING.test(name)) {
    renderHeading(r, element, Number(name[1]));
    return;
  }
  switch (name) {
    case 'dt':
    case 'dd':
      renderDefinitions(r, element, renderNodes);
      return;
    default:
  }
  endParagraph(r);
  switch (name) {
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      renderList(r, element, renderNodes);
      break;
    case 'li':
      renderItem(r, element, '- ', renderNodes);
      break;
    case 'blockquote':
      r.writer.open('> ', '> ');
      renderChildren(r, element);
      endParagraph(r);
      r.writer.close();
      break;
    case 'pre':
      codeBlock(r, element);
      break;
    case 'hr':
      if (r.place === 'block') r.writer.write('---');
      break;
    case 'table':
      renderTable(r, element, renderNodes);
      break;
    case 'summary':
      marked(r, STRONG, element);
      break;
    default:
      renderChildren(r, element);
  }
  endParagraph(r);
}

function renderHeading(r: Renderer, element: Element, level: number): void {
  endParagraph(r);
  const { place, marks } = r;
  if (place === 'cell') r.marks |= STRONG;
  else {
    r.place = 'heading';
    r.marks = 0;
  }
  renderChildren(r, element);
  for (const run of r.paragraph.runs)
    if (r.place === 'heading') Object.assign(run, { marks: run.marks & ~STRONG });
  endParagraph(r, place === 'cell' ? '' : `${'#'.repeat(level)} `);
  r.place = place;
  r.marks = marks;
}
