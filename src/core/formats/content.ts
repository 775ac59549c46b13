/** The part of a page that `markdown` and `html` show: a view of the tree, which stays as it is. */

import type { AnyNode, Document, Element } from 'domhandler';
import { removeSubsets } from 'domutils';
import { leftOutOfMain } from './main-content.js';
import { createFinder } from './find-all.js';
import type { FormatOptions } from './types.js';

export interface Content {
  /** In document order, none inside another. */
  readonly roots: readonly AnyNode[];
  /** Elements below the roots that are no part of it, with all that is in them. */
  readonly leftOut: ReadonlySet<Element>;
}

export type ContentOptions = Pick<FormatOptions, 'onlyMainContent' | 'includeTags' | 'excludeTags'>;

const TOO_COSTLY =
  'The selectors of includeTags and excludeTags ask for more work than one page may cost; they were not all applied.';

/** The content and what is to be said about it. */
export function contentOf(
  root: Document,
  { onlyMainContent, includeTags, excludeTags }: ContentOptions,
): { readonly content: Content; readonly warnings: readonly string[] } {
  const find = createFinder(root);
  const included = includeTags.length === 0 ? [] : find(includeTags.join(','));
  const excluded = excludeTags.length === 0 ? [] : find(excludeTags.join(','));
  const warnings = included === null || excluded === null ? [TOO_COSTLY] : [];
  const isIncluding = included !== null && included.length > 0;
  const leftOut = new Set<Element>(!isIncluding && onlyMainContent ? leftOutOfMain(root) : []);
  for (const element of excluded ?? []) leftOut.add(element);
  return { content: { roots: isIncluding ? removeSubsets([...included]) : [root], leftOut }, warnings };
}
