/** How near a line stands to the heading of the page: what is said of a page is said around its heading. */

import type { Element } from 'domhandler';
import { chainOf } from './ancestors.js';
import type { PageHeading } from './heading.js';
import type { Line } from './lines.js';

const MAX_CLIMB = 6;

/** The number of the line that holds the heading. */
export function lineOfHeading(lines: readonly Line[], heading: PageHeading | null): number | undefined {
  if (heading === null) return undefined;
  return lines.find(({ block }) => isWithin(block, heading.element))?.at;
}

const LINES_BEFORE = 200;

/** So many lines, from a little before the heading: what stands above it, a long dialog or menu, does not use them up. */
export function linesAround(lines: readonly Line[], headAt: number | undefined, most: number): Line[] {
  const start = Math.max(0, Math.min((headAt ?? 0) - LINES_BEFORE, lines.length - most));
  return lines.slice(start, start + most);
}

export function isWithin(element: Element, ancestor: Element): boolean {
  return chainOf(element, MAX_CLIMB).includes(ancestor);
}

/** Classes and ids of an element and of the two around it, for a look at how the page names them. */
export function namesAround(element: Element, levels = 3): string {
  const names: string[] = [];
  for (const { name, attribs } of chainOf(element, levels)) {
    if (name === 'body' || name === 'html') break;
    names.push(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 200));
  }
  return names.join(' ');
}

/** A short name for evidence: `span.price`. */
export function pathOf({ name, attribs }: Element): string {
  const first = (attribs['class'] ?? '').trim().split(/\s+/, 1)[0] ?? '';
  return first === '' ? name : `${name}.${first.slice(0, 60)}`;
}
