/** What marks an element as that of a label, and how the parts of a line are put together. */

import type { Element } from 'domhandler';
import type { Segment } from './lines.js';

const LABEL_TAGS = new Set(['b', 'strong', 'label', 'th', 'dt', 'em', 'i', 'h2', 'h3', 'h4', 'h5', 'h6']);
const LABEL_NAMES =
  /(?:^|[\s_-])(?:label|key|name|title|term|heading|header|caption|property|attribute|attr|th|dt|left)(?:$|[\s_-])/i;

export const COLON_END = /[:\uff1a]$/;

/** Whether its element or its class says that it holds labels. */
export function isLabel(element: Element): boolean {
  return LABEL_TAGS.has(element.name) || LABEL_NAMES.test((element.attribs['class'] ?? '').slice(0, 200));
}

/** Elements of one kind have the same name and class. */
export function kindOf(element: Element | undefined): string {
  return element === undefined ? '' : `${element.name}.${element.attribs['class'] ?? ''}`;
}

export function joined(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join(' ');
}

/** Texts that have an element each, without what is between them. */
export function partsOf(segments: readonly Segment[]): string[] {
  return segments
    .map(({ text }) => text.replace(/^[\s,;#|\u00b7\u2022/]+|[\s,;|\u00b7\u2022/]+$/g, ''))
    .filter((text) => text !== '');
}
