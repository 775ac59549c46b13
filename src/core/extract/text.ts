/** Text of the DOM: what a reader would see, in one line or with line breaks where blocks end. */

import { isTag, isText, type AnyNode, type ChildNode, type Element, type ParentNode } from 'domhandler';
import { readableChildren } from '../html/tree/noscript.js';
import { parseHtml } from './parse-html.js';

const MAX_TEXT_CHARS = 1_000_000;
const MAX_TEXT_NODES = 200_000;

const INVISIBLE: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'svg', 'head']);
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr li main nav ol option p pre section table tbody td th thead tr ul'
  ).split(' '),
);

/**
 * A template is material for scripts and not part of the page, unless it declares a shadow root: that is shown in place
 * of its parent's content (https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode).
 */
export function isInert(element: Element): boolean {
  return element.name === 'template' && !/^(?:open|closed)$/i.test(element.attribs['shadowrootmode'] ?? '');
}

/** Whether nothing below this element is text that a reader sees. */
export function isInvisible(element: Element): boolean {
  return INVISIBLE.has(element.name) || isInert(element);
}

/** What `walk` does after a node: go into it, pass over what is below it, or end. */
export type Step = boolean | 'stop';

/**
 * Calls `enter` for the nodes below `root` in document order, and `leave` when all below a node is done. What `noscript`
 * holds is below it, although it is text in the tree.
 */
export function walk(
  root: ParentNode,
  enter: (node: ChildNode) => Step,
  leave?: (node: ChildNode) => void,
): void {
  let node: ChildNode | null = readableChildren(root)[0] ?? null;
  while (node !== null) {
    const step = enter(node);
    if (step === 'stop') return;
    const below: ChildNode | undefined = step && 'children' in node ? readableChildren(node)[0] : undefined;
    if (below !== undefined) {
      node = below;
      continue;
    }
    leave?.(node);
    while (node !== null && node.next === null) {
      const parent: ParentNode | null = node.parent;
      if (parent === null || parent === root) return;
      node = parent;
      leave?.(node);
    }
    node = node === null ? null : node.next;
  }
}

/** How much may still be read; readers that share one cannot be made to read the same text again and again. */
export interface TextBudget {
  chars: number;
  nodes: number;
}

function newTextBudget(): TextBudget {
  return { chars: MAX_TEXT_CHARS, nodes: MAX_TEXT_NODES };
}

/** Visible text with one line per block, lines trimmed, empty lines dropped. */
export function textLines(root: AnyNode, budget = newTextBudget()): string[] {
  return rawText(root, budget)
    .split('\n')
    .map(collapse)
    .filter((line) => line !== '');
}

/** Visible text in one line. */
export function textOf(root: AnyNode, budget = newTextBudget()): string {
  return collapse(rawText(root, budget));
}

/** As `textOf`, without what inline styles hide (sort keys of tables, for one), footnote marks and what is left out. */
export function shownText(
  root: AnyNode,
  budget = newTextBudget(),
  isLeftOut: (element: Element) => boolean = () => false,
): string {
  return collapse(
    rawText(root, budget, (element) => isHidden(element) || isFootnoteMark(element) || isLeftOut(element)),
  );
}

export function isHidden({ attribs }: Element): boolean {
  const style = attribs['style'];
  return (
    attribs['hidden'] !== undefined || (style !== undefined && /display\s{0,3}:\s{0,3}none/i.test(style))
  );
}

/** `<sup>[1]</sup>`: about the text, not of it. */
function isFootnoteMark({ name, children }: Element): boolean {
  if (name !== 'sup' || children.length === 0 || children.length > 3) return false;
  return /^\s?\[[^\]]{1,20}\]\s?$/.test(
    children.map((child) => textOf(child, { chars: 40, nodes: 20 })).join(''),
  );
}

/** White space as one blank, none at the ends; characters without width, which only allow a line break, dropped. */
export function collapse(text: string): string {
  const trimmed = text.trim();
  if (!UNEVEN.test(trimmed)) return trimmed;
  return trimmed
    .replace(/[\u200b\u2060\ufeff]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What `collapse` changes inside a text; most are even already. */
const UNEVEN = /\s\s|[^\S ]|[\u200b\u2060\ufeff]/;

/** Lines of a string that may hold markup or entities, as metadata often does. */
export function markupLines(text: string): string[] {
  if (!mayHoldMarkup(text))
    return text
      .split('\n')
      .map(collapse)
      .filter((line) => line !== '');
  return textLines(parseHtml(text.slice(0, MAX_TEXT_CHARS)));
}

/** One line of a string that may hold markup or entities. */
export function plainText(text: string): string {
  if (!mayHoldMarkup(text)) return collapse(text);
  return textOf(parseHtml(text.slice(0, MAX_TEXT_CHARS)));
}

/** No tag: "Ann Lee <ann@site.example>". */
const TAG = /<[a-z/!?](?![^<>\s]{0,100}@)/i;

function mayHoldMarkup(text: string): boolean {
  return text.includes('&') || TAG.test(text);
}

function rawText(root: AnyNode, budget: TextBudget, skips?: (element: Element) => boolean): string {
  if (isText(root)) return root.data.slice(0, budget.chars);
  if (!('children' in root)) return '';
  let text = '';
  walk(
    root,
    (node) => {
      budget.nodes -= 1;
      if (budget.nodes < 0 || budget.chars <= 0) return 'stop';
      if (isText(node)) {
        const data = node.data.slice(0, budget.chars);
        budget.chars -= data.length;
        text += lineOf(data);
      }
      if (!isTag(node)) return true;
      if (isInvisible(node) || skips?.(node) === true) return false;
      if (BLOCKS.has(node.name)) text += '\n';
      return true;
    },
    (node) => {
      if (isTag(node) && BLOCKS.has(node.name)) text += '\n';
    },
  );
  return text;
}

/** A line break in the source is white space, not the end of a line. */
function lineOf(data: string): string {
  return data.includes('\n') ? data.replace(/\n/g, ' ') : data;
}
