/** What stands above several items and is true of all of them: the day, or the kind, as the heading of a part of the list. */

import { isTag, isText, type Element } from 'domhandler';
import { collapse, textOf } from '../text.js';
import type { Group } from './group.js';
import type { Place } from './place.js';

const MAX_CHARS = 80;
const MAX_UP = 3;
const MAX_STEPS = 400;
const MIN_SHARE = 0.5;
const HEADINGS = new Set(['h2', 'h3', 'h4', 'h5', 'h6']);
/** White space around the bold text. */
const MAX_BESIDE = 3;
const BOLD = new Set(['b', 'strong']);

/** Null unless the items stand under different headings. */
export function sectionPlace({ items }: Group): Place | null {
  const values = items.map(([first]) => (first === undefined ? undefined : headingAbove(first.element)));
  const present = values.filter((value) => value !== undefined);
  if (new Set(present).size < 2 || present.length < MIN_SHARE * items.length) return null;
  // Each item under a heading of its own: the headings are parts of the items.
  if (new Set(present).size * 4 > items.length * 3) return null;
  return {
    path: 'heading above',
    kind: 'text',
    tags: [],
    values,
    count: present.length,
    own: [],
    leads: [],
    around: [],
    heads: [],
    isWhole: false,
    label: '',
    unit: '',
    isComposite: false,
    isPart: false,
    isFramed: false,
    isTally: false,
    isPadded: false,
    isListed: false,
    isSection: true,
    spots: [],
  };
}

/** By element, as groups of a page have items in common; null where nothing stands above. */
const known = new WeakMap<Element, string | null>();

export function headingAbove(element: Element): string | undefined {
  let level: Element | null = element;
  for (let up = 0; level !== null && up < MAX_UP; up += 1) {
    const found = headingBefore(level);
    if (found !== undefined) return found;
    level = level.parent !== null && isTag(level.parent) ? level.parent : null;
  }
  return undefined;
}

/** Among the siblings in front; those of an item before are not gone through again. */
function headingBefore(element: Element): string | undefined {
  if (known.has(element)) return known.get(element) ?? undefined;
  const passed: Element[] = [element];
  let found: string | undefined;
  let at = element.prev;
  for (let steps = 0; at !== null && steps < MAX_STEPS; steps += 1, at = at.prev) {
    if (!isTag(at)) continue;
    found = headingText(at);
    if (found !== undefined) break;
    if (known.has(at)) {
      found = known.get(at) ?? undefined;
      break;
    }
    passed.push(at);
  }
  for (const each of passed) known.set(each, found ?? null);
  return found;
}

/** Of a heading, a line that is one or is in bold, a row of one cell across its table. */
export function headingText(element: Element): string | undefined {
  if (!HEADINGS.has(element.name) && !isHeadLine(element) && !isWideRow(element)) return undefined;
  const text = textOf(element, { chars: MAX_CHARS + 1, nodes: 40 });
  return text === '' || text.length > MAX_CHARS ? undefined : text;
}

function isHeadLine({ name, children }: Element): boolean {
  if (BOLD.has(name)) return true;
  if ((name !== 'p' && name !== 'div' && name !== 'header') || children.length > MAX_BESIDE) return false;
  const [only, ...others] = children.filter((child) => !isText(child) || collapse(child.data) !== '');
  return (
    only !== undefined &&
    others.length === 0 &&
    isTag(only) &&
    (BOLD.has(only.name) || HEADINGS.has(only.name))
  );
}

function isWideRow({ name, children }: Element): boolean {
  if (name !== 'tr') return false;
  const [cell, ...others] = children.filter((child): child is Element => isTag(child));
  return cell !== undefined && others.length === 0 && Number(cell.attribs['colspan'] ?? 1) > 1;
}
