/** The format `attributes`: values of attributes by selector. */

import type { Document } from 'domhandler';
import { createFinder } from './find-all.js';
import { MAX_LISTED, type AttributeQuery, type AttributeValues } from './types.js';

/** Characters of all values together. */
const MAX_CHARS = 2_000_000;

/** One entry for each query, in order; null when the selectors ask for more than one page may cost. */
export function attributesOf(
  root: Document,
  queries: readonly AttributeQuery[],
): readonly AttributeValues[] | null {
  const find = createFinder(root);
  let chars = 0;
  const all: AttributeValues[] = [];
  for (const { selector, attribute } of queries) {
    const found = find(selector);
    if (found === null) return null;
    // Names of HTML are in lower case in the tree.
    const name = attribute.toLowerCase();
    const values: string[] = [];
    for (const { attribs } of found) {
      if (!Object.hasOwn(attribs, name) || values.length === MAX_LISTED) continue;
      const value = attribs[name] ?? '';
      chars += value.length;
      if (chars > MAX_CHARS) return null;
      values.push(value);
    }
    all.push({ selector, attribute, values });
  }
  return all;
}
