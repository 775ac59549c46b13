/** Fields out of one page by CSS selectors: what stands there, without any reading into it. */

import { selectAll, selectOne } from 'css-select';
import type { AnyNode, Document, Element } from 'domhandler';
import type { FieldValue, FieldValues } from '../schema.js';
import { boundedAdapter, newEffort, readText, TooCostly, type Effort } from './bounded-adapter.js';
import type { FieldSelector } from './selector.js';

/**
 * Exactly the selectors' fields: the text of the first match in one line, or null without one; a list of all matches
 * where that was asked for. An attribute is given as it stands; elements without it do not match. Null when the
 * selectors ask for more work or text than a page may cost.
 */
export function selectFields(
  root: Document,
  selectors: readonly FieldSelector[],
  xmlMode = false,
): FieldValues | null {
  const effort = newEffort();
  const options = { adapter: boundedAdapter(effort), xmlMode, relativeSelector: false };
  const first = (css: string): Element | null => selectOne<AnyNode, Element>(css, root, options);
  const all = (css: string): Element[] => selectAll<AnyNode, Element>(css, root, options);
  try {
    // Own properties whatever the names are: a field may be called `__proto__`.
    return Object.fromEntries(
      selectors.map((selector) => [selector.field, valueOf(selector, { first, all, effort })]),
    );
  } catch (error) {
    if (error instanceof TooCostly) return null;
    throw error;
  }
}

interface Page {
  readonly first: (css: string) => Element | null;
  readonly all: (css: string) => Element[];
  readonly effort: Effort;
}

function valueOf({ css, attribute, all }: FieldSelector, page: Page): FieldValue {
  if (attribute !== null) {
    const values = page.all(css).flatMap((element) => attributeOf(element, attribute, page.effort) ?? []);
    return all ? values : (values[0] ?? null);
  }
  if (all) return page.all(css).map((element) => readText(element, page.effort));
  const element = page.first(css);
  return element === null ? null : readText(element, page.effort);
}

/** Names of HTML are in lower case in the tree, those of XML as they were written. */
function attributeOf({ attribs }: Element, name: string, effort: Effort): string | null {
  const key = Object.hasOwn(attribs, name) ? name : name.toLowerCase();
  if (!Object.hasOwn(attribs, key)) return null;
  const value = attribs[key] ?? '';
  effort.chars -= value.length;
  if (effort.chars <= 0) throw new TooCostly();
  return value;
}
