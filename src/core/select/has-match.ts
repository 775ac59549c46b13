/** Whether anything on a page matches a selector. */

import { selectOne } from 'css-select';
import type { AnyNode, Document, Element } from 'domhandler';
import { boundedAdapter, newEffort, TooCostly } from './bounded-adapter.js';

/** @param css a selector that `parseSelector` takes. False when it asks for more work than a page may cost. */
export function hasMatch(root: Document, css: string): boolean {
  const options = { adapter: boundedAdapter(newEffort()), relativeSelector: false };
  try {
    return selectOne<AnyNode, Element>(css, root, options) !== null;
  } catch (error) {
    if (error instanceof TooCostly) return false;
    throw error;
  }
}
