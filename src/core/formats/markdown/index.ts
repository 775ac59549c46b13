/**
 * Content as Markdown: CommonMark with the tables, struck-out text and task lists of GFM
 * (https://github.github.com/gfm/). One walk over the tree, whose depth is bounded; time grows with its size.
 */

import type { Content } from '../content.js';
import { renderNodes } from './nodes.js';
import { endParagraph, type MarkdownOptions, type Renderer } from './renderer.js';
import { newParagraph } from './runs.js';
import { createWriter } from './writer.js';

export type { MarkdownOptions } from './renderer.js';

/** At most `maxChars` characters; `isCut` tells that there is more. */
export function toMarkdown(
  { roots, leftOut }: Content,
  options: MarkdownOptions,
  maxChars: number,
): { readonly markdown: string; readonly isCut: boolean } {
  const writer = createWriter(maxChars);
  const r: Renderer = {
    writer,
    options,
    leftOut,
    paragraph: newParagraph(),
    marks: 0,
    link: null,
    place: 'block',
    tables: new Map(),
    renderNodes,
  };
  for (const root of roots) {
    renderNodes(r, [root]);
    endParagraph(r);
  }
  return { markdown: writer.text(), isCut: writer.isFull() };
}
