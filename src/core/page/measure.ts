/**
 * How much a page shows, and what on it could show more, counted in one bounded walk over the tree. Both judgements of a
 * page rest on it: whether it is a wall (block.ts) and whether a browser would see more (needs-browser.ts).
 */

import { isTag, isText, type Document, type Element } from 'domhandler';
import { isInvisible, walk } from '../extract/text.js';
import { isFrameworkRoot } from './framework-root.js';

export interface PageMeasure {
  /** Visible characters, white space and unfilled `{{ }}` placeholders not counted. */
  readonly textChars: number;
  /** How many of them are digits 0 to 9. */
  readonly digits: number;
  /** Characters of text within noscript elements: a notice, or the whole page for readers without scripts. */
  readonly noscriptChars: number;
  readonly scripts: readonly Element[];
  readonly noscripts: readonly Element[];
  /** Visible characters of each element that a framework renders into. */
  readonly rootChars: readonly number[];
  readonly images: number;
  /** Elements that show something of their own: frames, videos, canvases. */
  readonly embeds: number;
}

const MAX_NODES = 200_000;
const MAX_ELEMENTS_KEPT = 500;
const MAX_ROOTS = 50;

const EMBEDS = new Set(['iframe', 'frame', 'object', 'embed', 'video', 'audio', 'canvas']);

/** The measure of a page, or null as soon as it is known to show more than `maxTextChars`. */
export function measurePage(root: Document): PageMeasure;
export function measurePage(root: Document, maxTextChars: number): PageMeasure | null;
export function measurePage(root: Document, maxTextChars = Infinity): PageMeasure | null {
  const counts = { textChars: 0, digits: 0 };
  const scripts: Element[] = [];
  const noscripts: Element[] = [];
  const rootChars: number[] = [];
  const open: { readonly element: Element; readonly before: number }[] = [];
  let noscriptChars = 0;
  let images = 0;
  let embeds = 0;
  let nodes = 0;

  walk(
    root,
    (node) => {
      nodes += 1;
      if (nodes > MAX_NODES || counts.textChars > maxTextChars) return 'stop';
      if (isText(node)) {
        countText(node.data, counts);
        return false;
      }
      if (!isTag(node)) return false;
      switch (node.name) {
        case 'script':
          if (scripts.length < MAX_ELEMENTS_KEPT) scripts.push(node);
          break;
        case 'noscript':
          if (noscripts.length < MAX_ELEMENTS_KEPT) noscripts.push(node);
          noscriptChars += charsBelow(node);
          break;
        case 'img':
          images += 1;
          break;
        case 'head':
          // Not visible itself, but scripts and notices stand in it.
          return true;
        case 'title':
          return false;
        default:
          if (EMBEDS.has(node.name)) embeds += 1;
      }
      if (isInvisible(node)) return false;
      if (isFrameworkRoot(node)) open.push({ element: node, before: counts.textChars });
      return true;
    },
    (node) => {
      const innermost = open.at(-1);
      if (innermost === undefined || innermost.element !== node) return;
      open.pop();
      if (rootChars.length < MAX_ROOTS) rootChars.push(counts.textChars - innermost.before);
    },
  );

  if (counts.textChars > maxTextChars) return null;
  return { ...counts, noscriptChars, scripts, noscripts, rootChars, images, embeds };
}

/** What `{{ name }}` stands for is not on the page yet. */
const PLACEHOLDER = /\{\{[^{}]{0,200}\}\}/g;
/** A placeholder's length at most: so much of a text that is cut off may turn out to be one. */
export const MAX_PLACEHOLDER_CHARS = 204;

function countText(data: string, counts: { textChars: number; digits: number }): void {
  const text = data.includes('{{') ? data.replace(PLACEHOLDER, '') : data;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code <= 0x20 || code === 0xa0) continue;
    counts.textChars += 1;
    if (code >= 0x30 && code <= 0x39) counts.digits += 1;
  }
}

function charsBelow(element: Element): number {
  const counts = { textChars: 0, digits: 0 };
  let nodes = 0;
  walk(element, (node) => {
    nodes += 1;
    if (nodes > MAX_NODES) return 'stop';
    if (isText(node)) countText(node.data, counts);
    return isTag(node) && !isInvisible(node);
  });
  return counts.textChars;
}

/** About the length of the source, told no further than to `most`. */
export function sourceCharsOf(root: Document, most: number): number {
  let chars = 0;
  let nodes = 0;
  walk(root, (node) => {
    nodes += 1;
    if (nodes > MAX_NODES || chars > most) return 'stop';
    if (isText(node)) chars += node.data.length;
    else if (isTag(node)) chars += tagChars(node);
    return true;
  });
  return Math.min(chars, most);
}

/** `<name key="value">` and its end. */
function tagChars({ name, attribs }: Element): number {
  let chars = 2 * name.length + 5;
  for (const key in attribs) chars += key.length + (attribs[key]?.length ?? 0) + 4;
  return chars;
}
