/** HTML text to the tree that browsers make of it, in time and memory bounded by the input's length whatever it is. */

import type { Document } from 'domhandler';
import { buildTree, growTree } from '../html/tree/build-tree.js';

export { MAX_DEPTH, MAX_NODES } from '../html/tree/state.js';
export const MAX_HTML_CHARS = 10_000_000;

/** Parses at most MAX_HTML_CHARS of `html`; what lies beyond MAX_NODES elements is left out. */
export function parseHtml(html: string): Document {
  return buildTree(bounded(html));
}

/**
 * As `parseHtml`, but null as soon as `isEnough` says so. It is asked after the first `stepChars` characters, after twice
 * as many, and so on, of the tree so far: the start of the whole tree, whose last text may go on.
 */
export function parseHtmlUntil(
  html: string,
  stepChars: number,
  isEnough: (tree: Document) => boolean,
): Document | null {
  const source = bounded(html);
  const tree = growTree(source);
  for (let end = stepChars; end < source.length; end *= 2) {
    tree.readTo(end);
    if (isEnough(tree.root)) return null;
  }
  tree.finish();
  return tree.root;
}

function bounded(html: string): string {
  return html.length > MAX_HTML_CHARS ? html.slice(0, MAX_HTML_CHARS) : html;
}
