/** What elements mean for the layout of text. */

import type { Element } from 'domhandler';
import { isHidden, isInert } from '../../extract/text.js';

/** Elements that begin and end a paragraph. */
export const BLOCK_NAMES: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noframes ol optgroup p pre ' +
    'search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** Elements of which nothing is text that a reader sees. */
const SKIPPED: ReadonlySet<string> = new Set(
  (
    'area audio base canvas col colgroup datalist embed frame head iframe link map meta noscript object param progress ' +
    'script source style svg textarea title track video'
  ).split(' '),
);

export const HEADING = /^h[1-6]$/;

/** Whether nothing in the element is shown; formulas that are shown twice are told by the second time. */
export function isSkipped(element: Element): boolean {
  return (
    SKIPPED.has(element.name) ||
    isInert(element) ||
    isHidden(element) ||
    (element.attribs['aria-hidden'] === 'true' && /\bkatex-html\b/.test(element.attribs['class'] ?? ''))
  );
}

export function isBlock({ name, attribs }: Element): boolean {
  if (BLOCK_NAMES.has(name)) return true;
  const style = attribs['style'];
  return (
    style !== undefined && name !== 'img' && /display\s{0,3}:\s{0,3}(?:block|flex|grid|table)\b/i.test(style)
  );
}
