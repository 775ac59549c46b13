/** How near a line stands to the heading of the page: what is said of a page is said around its heading. */

import { isTag, type Element } from 'domhandler';
import type { PageHeading } from './heading.js';
import type { Line } from './lines.js';

const MAX_CLIMB = 6;

/** The number of the line that holds the heading. */
export function lineOfHeading(lines: readonly Line[], heading: PageHeading | null): number | undefined {
  if (heading === null) return undefined;
  return lines.find(({ block }) => isWithin(block, heading.element))?.at;
}

export function isWithin(element: Element, ancestor: Element): boolean {
  let at: Element['parent'] = element;
  for (let steps = 0; at !== null && steps < MAX_CLIMB; steps += 1) {
    if (at === ancestor) return true;
    at = at.parent;
  }
  return false;
}

/** Classes and ids of an element and of the two around it, for a look at how the page names them. */
export function namesAround(element: Element, levels = 3): string {
  const names: string[] = [];
  let at: Element['parent'] = element;
  for (let steps = 0; at !== null && isTag(at) && steps < levels; steps += 1) {
    if (at.name === 'body' || at.name === 'html') break;
    names.push(`${at.attribs['class'] ?? ''} ${at.attribs['id'] ?? ''}`.slice(0, 200));
    at = at.parent;
  }
  return names.join(' ');
}

/** A short name for evidence: `span.price`. */
export function pathOf({ name, attribs }: Element): string {
  const first = (attribs['class'] ?? '').trim().split(/\s+/, 1)[0] ?? '';
  return first === '' ? name : `${name}.${first.slice(0, 60)}`;
}
