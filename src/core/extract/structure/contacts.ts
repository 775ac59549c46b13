/** Addresses of people and organizations as pages show them: links that write or call, `address` elements, addresses in text. */

import { isTag, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import type { Rule } from '../engine/rule.js';
import type { PageSources } from '../page-sources.js';
import { textLines, walk } from '../text.js';
import { emailOfLink, emailsIn, phoneOfLink } from './contact-links.js';
import { pathOf } from './near.js';
import { regionAbove } from './region.js';

const IN_MAIN = 0.7;
const ELSEWHERE = 0.6;
const MAX_FOUND = 50;

interface Found {
  readonly value: string;
  readonly path: string;
  readonly isMain: boolean;
}

/** One candidate for the value that stands first in the main part, or all of it for a list. */
function candidatesOf(rule: Rule, found: readonly Found[], isArray: boolean): Candidate[] {
  const mains = found.filter(({ isMain }) => isMain);
  const taken = mains.length > 0 ? mains : found;
  const [first] = taken;
  if (first === undefined) return [];
  const values = [...new Set(taken.map(({ value }) => value))];
  const confidence = mains.length > 0 ? IN_MAIN : ELSEWHERE;
  return [{ rule, source: 'text', path: first.path, value: isArray ? values : first.value, confidence }];
}

/** Electronic addresses: of links to write to, and in the page's text. */
export function pageEmails({ doc, lines }: PageSources, isArray: boolean): Candidate[] {
  const linked = doc.facts.anchors
    .map((anchor) => ({ anchor, value: emailOfLink(anchor) }))
    .filter((one): one is { anchor: Element; value: string } => one.value !== null)
    .slice(0, MAX_FOUND)
    .map(({ anchor, value }) => ({ value, path: 'a[mailto]', isMain: regionAbove(anchor) === 'main' }));
  const hasMain = linked.some(({ isMain }) => isMain);
  const written =
    hasMain && !isArray
      ? []
      : lines().flatMap(({ text, region }) =>
          emailsIn(text).map((value) => ({ value, path: 'text', isMain: region === 'main' })),
        );
  return candidatesOf('contact.email', [...linked, ...written.slice(0, MAX_FOUND)], isArray);
}

/** Numbers of links that call. */
export function pagePhones({ doc }: PageSources, isArray: boolean): Candidate[] {
  const found = doc.facts.anchors
    .map((anchor) => ({ anchor, value: phoneOfLink(anchor) }))
    .filter((one): one is { anchor: Element; value: string } => one.value !== null)
    .slice(0, MAX_FOUND)
    .map(({ anchor, value }) => ({ value, path: 'a[tel]', isMain: regionAbove(anchor) === 'main' }));
  return candidatesOf('contact.phone', found, isArray);
}

const MAX_NODES = 100_000;

/** `address` elements that hold a postal address and no name of an author. */
export function pageAddresses({ doc }: PageSources, isArray: boolean): Candidate[] {
  const found: Found[] = [];
  let left = MAX_NODES;
  walk(doc.root, (node) => {
    left -= 1;
    if (left < 0 || found.length >= MAX_FOUND) return 'stop';
    if (!isTag(node) || node.name !== 'address') return true;
    const value = textLines(node, { chars: 600, nodes: 200 })
      .filter(isPlaceLine)
      .join(', ')
      .replace(/,\s*,/g, ',');
    if (isPlace(value)) found.push({ value, path: pathOf(node), isMain: regionAbove(node) === 'main' });
    return false;
  });
  return candidatesOf('contact.address', found, isArray);
}

function isPlaceLine(line: string): boolean {
  return !/@|^(?:tel|phone|fax|mobile|e-?mail|web|www|t|f|p)\b\.?\s?:?|^\+?[\d\s()./-]{7,}$|https?:/i.test(
    line,
  );
}

function isPlace(text: string): boolean {
  return (
    text.length >= 10 && text.length <= 300 && /\d/.test(text) && /\p{L}{3}/u.test(text) && /,/.test(text)
  );
}
