/** Where a page begins to show other things than its own: under a heading such as "Similar items". */

import { isTag, type Element } from 'domhandler';
import { anyOf } from '../words/phrases.js';
import { RELATED, type RelatedWords } from '../words/related.js';

const MAX_HEADING_CHARS = 60;
const LANGUAGES: readonly RelatedWords[] = Object.values(RELATED);
const BEGINS = new RegExp(`^(?:${anyOf(LANGUAGES.flatMap(({ both, lines }) => [both, lines]))})`, 'iu');

const DIGIT_0 = 48;

/** 1 to 6 for a heading, 0 for anything else. */
export function levelOf({ name }: Element): number {
  if (name.length !== 2 || !name.startsWith('h')) return 0;
  const level = name.charCodeAt(1) - DIGIT_0;
  return level >= 1 && level <= 6 ? level : 0;
}

/** A heading of level 1 names the page itself. */
export function leadsElsewhere(heading: Element, text: string): boolean {
  return levelOf(heading) > 1 && text.length <= MAX_HEADING_CHARS && BEGINS.test(text);
}

/** What a heading is about ends with the innermost element in which something follows it. */
export function holderOf(heading: Element): Element | null {
  for (let at = heading; ; at = at.parent) {
    if (hasNext(at)) return at.parent !== null && isTag(at.parent) ? at.parent : null;
    if (at.parent === null || !isTag(at.parent)) return null;
  }
}

function hasNext({ next }: Element): boolean {
  for (let at = next; at !== null; at = at.next) if (isTag(at)) return true;
  return false;
}
