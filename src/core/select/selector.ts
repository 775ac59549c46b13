/**
 * What a caller may write to take a value from a page: a CSS selector for the text of its first match, and two additions
 * of ours behind it: `@name` for an attribute instead of the text, then `[]` for all matches instead of the first.
 * Neither can end a valid selector, so no selector changes its meaning.
 */

import { compile } from 'css-select';
import { parse } from 'css-tree';
import type { Schema } from '../schema.js';

export interface FieldSelector {
  readonly field: string;
  readonly css: string;
  /** The attribute whose value is taken; null for the text. */
  readonly attribute: string | null;
  /** All matches as a list, or the first one. */
  readonly all: boolean;
}

/** Longer selectors are refused by callers of `parseSelector`. */
export const MAX_SELECTOR_LENGTH = 1_000;

/** An attribute's name in HTML and XML, as far as anyone uses them. */
const ADDITIONS = /^(?<css>.*?)(?:@(?<attribute>[A-Za-z_][\w:.-]*))?(?<all>\[\])?$/s;

/** Null when `text` is no selector that can be used. */
export function parseSelector(field: string, text: string): FieldSelector | null {
  const groups = ADDITIONS.exec(text.trim())?.groups;
  const css = groups?.['css']?.trim() ?? '';
  if (css === '' || !isSelector(css)) return null;
  return { field, css, attribute: groups?.['attribute'] ?? null, all: groups?.['all'] !== undefined };
}

/**
 * css-tree holds to the grammar where css-select guesses what `..a` or `/html` may mean; css-select knows what it cannot
 * evaluate. Both let a combinator stand at the end.
 */
export function isSelector(css: string): boolean {
  if (/[>+~|]$/.test(css)) return false;
  try {
    parse(css, { context: 'selectorList' });
    compile(css, { relativeSelector: false });
    return true;
  } catch {
    return false;
  }
}

/** The fields as a schema: what the page's other judges need to know of them. */
export function schemaOf(selectors: readonly FieldSelector[]): Schema {
  return selectors.map(({ field, all }) => ({ field, type: all ? 'array<string>' : 'string' }));
}
