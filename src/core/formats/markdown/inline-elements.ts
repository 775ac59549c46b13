/** Elements that stand in a line. */

import { isTag, isText, type Element } from 'domhandler';
import { textOf } from '../../extract/text.js';
import { codeSpan } from './fence.js';
import { renderImage } from './image.js';
import { renderLink } from './links.js';
import type { Renderer } from './renderer.js';
import { addBreak, addMarkdown, addText, CODE, DELETED, EMPHASIS, STRONG } from './runs.js';

const MARKS: Readonly<Record<string, number>> = {
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

export function renderInline(r: Renderer, element: Element): void {
  const { name, children } = element;
  const say = (text: string): void => addText(r.paragraph, text, r.marks, r.link);
  switch (name) {
    case 'br':
      return addBreak(r.paragraph);
    case 'a':
      return renderLink(r, element);
    case 'img':
      return renderImage(r, element);
    case 'input':
      return renderCheckbox(r, element);
    case 'sup':
      if (isPower(r, element)) say('^');
      return r.renderNodes(r, children);
    case 'math':
      return renderFormula(r, element);
    case 'select':
      return say(` ${optionsOf(element)} `);
    case 'q':
      say('"');
      r.renderNodes(r, children);
      return say('"');
    case 'button':
    case 'label':
      say(' ');
      r.renderNodes(r, children);
      return say(' ');
    default: {
      const { marks } = r;
      // A heading is strong as it is.
      r.marks |= (MARKS[name] ?? 0) & (r.place === 'heading' ? ~STRONG : -1);
      r.renderNodes(r, children);
      r.marks = marks;
    }
  }
}

/** The box of a task list. */
function renderCheckbox(r: Renderer, { attribs, parent }: Element): void {
  if (attribs['type']?.toLowerCase() !== 'checkbox' || r.place !== 'block') return;
  const isFirst = r.paragraph.runs.length === 0;
  const isInItem = parent !== null && isTag(parent) && /^(?:li|p|label)$/.test(parent.name);
  if (!isFirst || !isInItem) return;
  addMarkdown(r.paragraph, attribs['checked'] === undefined ? '[ ] ' : '[x] ', null);
  r.paragraph.takesSpace = false;
}

/** 10<sup>6</sup> is not 106. Marks of footnotes are links, and ordinals have letters. */
function isPower(r: Renderer, { children }: Element): boolean {
  const [only] = children;
  if (children.length !== 1 || only === undefined || !isText(only)) return false;
  const before = r.paragraph.runs.at(-1)?.text.at(-1) ?? '';
  return /^\s*[-+\u2212]?\d{1,4}\s*$/.test(only.data) && /[\p{L}\p{N})]/u.test(before);
}

const MAX_FORMULA_CHARS = 5_000;

/** A formula as TeX where the page carries it, else its text. */
function renderFormula(r: Renderer, element: Element): void {
  const tex = texOf(element);
  if (tex === null) return addText(r.paragraph, textOf(element), r.marks, r.link);
  const sign = element.attribs['display'] === 'block' ? '$$' : '$';
  const isWritten = /^[^`$\n]+$/.test(tex);
  addMarkdown(r.paragraph, isWritten ? `${sign}${tex}${sign}` : codeSpan(tex), r.link);
}

function texOf(element: Element): string | null {
  let nodes = [element];
  // `math`, `semantics`, `annotation`: no deeper.
  for (let depth = 0; depth < 3; depth += 1) {
    const found = nodes.find(
      ({ name, attribs }) => name === 'annotation' && /x-tex$/i.test(attribs['encoding'] ?? ''),
    );
    if (found !== undefined) return textOf(found).slice(0, MAX_FORMULA_CHARS) || null;
    nodes = nodes.flatMap(({ children }) => children.filter(isTag)).slice(0, 100);
  }
  return null;
}

const MAX_OPTIONS = 50;

function optionsOf(select: Element): string {
  const options = select.children
    .flatMap((child) => (isTag(child) && child.name === 'optgroup' ? child.children : [child]))
    .filter((child) => isTag(child))
    .slice(0, MAX_OPTIONS);
  return options
    .map((option) => textOf(option))
    .filter((text) => text !== '')
    .join(', ');
}
