/** What a site calls itself: the text of the link to its start page that its titles bear as well, or that is marked as its name. */

import { isTag, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { resolveUrl } from '../document.js';
import type { Question, Reader } from '../engine/reader.js';
import { namesFrontPage } from '../sources/plain.js';
import { pathOf } from '../structure/near.js';
import { fold, titlesOf } from '../structure/heading.js';
import { textOf } from '../text.js';

const IN_TITLE = 0.7;
const MARKED = 0.6;
const MAX_LINKS = 60;
const MAX_CHARS = 80;
const MAX_ABOVE = 3;
const SEPARATOR = /\s+[|\u2013\u2014\u00b7\u2022\u00bb\u203a/-]+\s+|\s?[|\uff5c]\s?|:\s+/;
const MARK =
  /(?:^|[\s_-])(?:site|blog|wiki|shop)[-_]?(?:title|name)(?:$|[\s_-])|(?:^|[\s_-])brand(?:$|[\s_-])/i;

export const siteNameReader: Reader = {
  rules: ['site.name'],
  read: ({ field, page }) => (field.type === 'string' ? siteNames(page) : []),
};

function siteNames({ doc }: Question['page']): Candidate[] {
  const titles = new Set(titlesOf(doc.facts).flatMap((title) => title.split(SEPARATOR).map(fold)));
  const origin = /^https?:\/\/[^/?#]+/.exec(doc.url)?.[0] ?? '';
  const isHome = (link: Element): boolean => {
    const [address = ''] = (resolveUrl(link.attribs['href'] ?? '', doc.baseUrl) ?? '').split(/[?#]/, 1);
    return address.startsWith(origin) && doc.url.startsWith(address.replace(/index\.\w{2,5}$/, ''));
  };
  const marked = [
    ...doc.facts.headings.filter(isMarked),
    ...doc.facts.anchors.slice(0, MAX_LINKS).filter(isHome),
  ];
  return marked.flatMap((element) => {
    const value = textOf(element, { chars: MAX_CHARS + 1, nodes: 40 });
    if (value === '' || value.length > MAX_CHARS || namesFrontPage(value)) return [];
    const confidence = titles.has(fold(value)) ? IN_TITLE : isMarked(element) ? MARKED : 0;
    return [
      { rule: 'site.name' as const, source: 'text' as const, path: pathOf(element), value, confidence },
    ];
  });
}

/** The element, or what is closely around it, is named as the site's name. */
function isMarked(element: Element): boolean {
  let at: Element | null = element;
  for (let steps = 0; at !== null && steps < MAX_ABOVE; steps += 1) {
    if (MARK.test(`${(at.attribs['class'] ?? '').slice(0, 200)} ${at.attribs['id'] ?? ''}`)) return true;
    at = at.parent !== null && isTag(at.parent) ? at.parent : null;
  }
  return false;
}
