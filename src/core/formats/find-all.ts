/** The elements that selectors find, all selectors of a page together in bounded time. */

import { selectAll } from 'css-select';
import type { AnyNode, Document, Element } from 'domhandler';
import { boundedAdapter, newEffort, TooCostly } from '../select/bounded-adapter.js';

/** Gives the matches in document order, or null when the selectors so far ask for more work than a page may cost. */
export type Finder = (css: string) => readonly Element[] | null;

export function createFinder(root: Document): Finder {
  const options = { adapter: boundedAdapter(newEffort()), relativeSelector: false };
  return (css) => {
    try {
      return selectAll<AnyNode, Element>(css, root, options);
    } catch (error) {
      if (error instanceof TooCostly) return null;
      throw error;
    }
  };
}
