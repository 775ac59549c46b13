/**
 * What a page shows of other texts, and what others say on it: cards that lead to posts, reviews, testimonials, quotes. Who
 * wrote there, and when, is not said of the page.
 */

import { isTag, type AnyNode, type Element } from 'domhandler';
import { getElementsByTagName } from 'domutils';
import { resolveUrl } from '../document.js';
import { oncePerPage } from '../once.js';
import type { PageSources } from '../page-sources.js';
import { textOf } from '../text.js';
import { wordOf } from '../words/phrases.js';
import { VOICES } from '../words/voices.js';
import { chainOf } from './ancestors.js';
import { fold, titlesOf } from './heading.js';
import { levelOf } from './related.js';

const MAX_HEADINGS = 400;
const MAX_HEADING_CHARS = 60;
const MAX_LEVELS = 12;
const MAX_SIBLINGS = 40;

/** "Reviews", "Reviews (12)", "12 comments". */
const VOICE = new RegExp(`^(?:\\d{1,6}\\s)?${wordOf(Object.values(VOICES))}`, 'iu');
const NAMED =
  /(?:^|[\s_-])(?:testimonials?|reviews|reviewer|quote|pull-?quote|quotes)(?:$|[\s_-])|(?:customer|user|product|spr)[-_]?reviews?|review[-_]{0,2}(?:item|card|entry|list)/i;

interface Head {
  readonly level: number;
  /** All of it is a link to another page; otherwise others speak below it. */
  readonly isLink: boolean;
}

interface OtherTexts {
  /** By the outermost element that holds nothing but the heading. */
  readonly heads: ReadonlyMap<Element, Head | null>;
  readonly cards: ReadonlySet<Element>;
  /** What holds the page's own heading. */
  readonly own: ReadonlySet<Element>;
}

/** Whether the element is no part of the page's own text. */
export function standsInOtherText(element: Element, page: PageSources): boolean {
  const { heads, cards, own } = otherTexts(page);
  for (const one of chainOf(element, MAX_LEVELS)) {
    if (own.has(one)) return isBelowOther(one, heads);
    if (cards.has(one) || one.name === 'blockquote' || NAMED.test(namesOf(one)) || isBelowOther(one, heads))
      return true;
  }
  return false;
}

function namesOf({ attribs }: Element): string {
  return `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 200);
}

/** The nearest heading before it leads elsewhere, or others speak below one that is higher than those between. */
function isBelowOther(element: Element, heads: OtherTexts['heads']): boolean {
  let lowest = 7;
  let at: AnyNode | null = element.prev;
  for (let steps = 0; at !== null && steps < MAX_SIBLINGS; at = at.prev) {
    if (!isTag(at)) continue;
    steps += 1;
    const head = heads.get(at);
    if (head === undefined) continue;
    const level = head?.level ?? levelOf(headingIn(at));
    if (head !== null && (head.isLink ? lowest === 7 : level < lowest)) return true;
    lowest = Math.min(lowest, level);
    if (lowest === 1) break;
  }
  return false;
}

function headingIn(element: Element): Element {
  let at = element;
  while (levelOf(at) === 0) {
    const inner = at.children.find(isTag);
    if (inner === undefined) break;
    at = inner;
  }
  return at;
}

const otherTexts = oncePerPage((page): OtherTexts => {
  const { doc } = page;
  const shown = page.heading();
  const own = new Set(chainOf(shown?.element ?? null));
  const addresses = ownAddresses(page);
  const titles = titlesOf(doc.facts).map(fold);
  const heads = new Map<Element, Head | null>();
  const cards = new Set<Element>();
  let isFirst = true;
  for (const heading of doc.facts.headings.slice(0, MAX_HEADINGS)) {
    const top = aloneIn(heading);
    const level = levelOf(heading);
    const text = textOf(heading, { chars: 300, nodes: 100 });
    const folded = fold(text);
    const isOwn = level < 2 || own.has(heading) || titles.some((title) => title.includes(folded));
    const leads = !isOwn && leadsToOther(heading, folded, addresses, doc.baseUrl);
    const card = leads ? cardOf(top, own) : null;
    // An archive shows its newest text whole: that one is the page's own.
    const isLink = leads && !(isFirst && card !== null && isWholeText(card));
    if (leads) isFirst = false;
    const isVoice = level > 1 && text.length <= MAX_HEADING_CHARS && VOICE.test(text);
    heads.set(top, isLink || (isVoice && !own.has(heading)) ? { level, isLink } : null);
    if (isLink && card !== null) cards.add(card);
  }
  return { heads, cards, own };
});

/** The outermost element that shows nothing but the heading. */
function aloneIn(heading: Element): Element {
  let top = heading;
  for (const above of chainOf(heading.parent, 4)) {
    if (above.name === 'body' || above.children.filter(isTag).length !== 1) break;
    top = above;
  }
  return top;
}

const WHOLE_CHARS = 600;

function isWholeText(card: Element): boolean {
  return textOf(card, { chars: 2 * WHOLE_CHARS, nodes: 1_000 }).length >= WHOLE_CHARS;
}

const WHOLE = new Set(['body', 'main', 'html']);

/** What the heading is a part of, when that is not the page as a whole. */
function cardOf(top: Element, own: ReadonlySet<Element>): Element | null {
  const around = chainOf(top.parent, 3).filter((one) => !own.has(one) && !WHOLE.has(one.name));
  return around.find(({ name }) => name === 'article' || name === 'li') ?? around[0] ?? null;
}

function leadsToOther(
  heading: Element,
  text: string,
  addresses: ReadonlySet<string>,
  baseUrl: string,
): boolean {
  const around = chainOf(heading.parent, 2).filter(({ name }) => name === 'a');
  const inside = getElementsByTagName('a', heading, true, 2);
  const link = [
    ...around,
    ...inside.filter((one) => fold(textOf(one, { chars: 300, nodes: 100 })) === text),
  ][0];
  const target = link === undefined ? null : resolveUrl(link.attribs['href'] ?? '', baseUrl);
  return target !== null && !addresses.has(addressOf(target));
}

function ownAddresses({ doc, metas }: PageSources): ReadonlySet<string> {
  const canonical = doc.facts.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'))?.href;
  const named = [doc.url, doc.baseUrl, canonical, metas().get('og:url')?.[0]];
  return new Set(
    named.flatMap((one) => {
      const url = one === undefined ? null : resolveUrl(one, doc.baseUrl);
      return url === null ? [] : [addressOf(url)];
    }),
  );
}

/** Path and query: the same page may stand on several hosts. */
function addressOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname.replace(/\/$/, '')}${search}`;
}
