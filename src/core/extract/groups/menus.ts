/** Lists that lead around the site or take what its readers say: menus, tabs, links to networks, the fields of a form. */

import type { Element } from 'domhandler';
import { findOne } from 'domutils';
import { nameKey } from '../field-name.js';
import { isShareLine } from '../structure/item-text.js';
import { textOf } from '../text.js';
import { SITE_PAGES } from '../words/site-pages.js';
import type { Group } from './group.js';

const PAGES: ReadonlySet<string> = new Set(
  Object.values(SITE_PAGES).flatMap((names) => names.split(',').map(nameKey)),
);
const CONTROLS = new Set(['button', 'label', 'legend']);
const MAX_CHARS = 40;
const SAMPLE = 12;
/** The name of a thing may be that of a page once. */
const MIN_PAGES = 2;
const SHARE = 0.4;

export function isMenu({ items, isTable }: Group): boolean {
  if (isTable) return false;
  const [[first] = []] = items;
  if (first === undefined) return false;
  if (CONTROLS.has(first.element.name) || isTab(first.element) || isFormField(first.element)) return true;
  const sample = items.slice(0, SAMPLE);
  const texts = sample.map((roots) =>
    roots
      .map(({ element }) => textOf(element, { chars: MAX_CHARS + 1, nodes: 20 }))
      .join(' ')
      .trim(),
  );
  const pages = texts.filter((text) => text.length <= MAX_CHARS && PAGES.has(nameKey(text))).length;
  if (pages >= MIN_PAGES && pages >= SHARE * sample.length) return true;
  return texts.every((text) => text !== '' && isShareLine(text));
}

/** The item itself, or what it holds directly. */
function isTab(element: Element): boolean {
  return findOne(isTabLink, [element, ...element.children], false) !== null;
}

function isTabLink({ attribs }: Element): boolean {
  return attribs['role'] === 'tab' || attribs['data-toggle'] === 'tab' || attribs['data-bs-toggle'] === 'tab';
}

/** A label with what is to be written, and nothing that a thing would have. */
function isFormField(element: Element): boolean {
  const has = (test: (inner: Element) => boolean): boolean => findOne(test, [element]) !== null;
  return (
    has(({ name }) => name === 'label') &&
    has(isWritten) &&
    !has(({ name }) => /^(?:a|img|h[1-6])$/.test(name))
  );
}

function isWritten({ name, attribs }: Element): boolean {
  if (name === 'input') return !/^(?:checkbox|radio|hidden)$/i.test(attribs['type'] ?? '');
  return name === 'textarea' || name === 'select';
}
