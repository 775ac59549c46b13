/** Which part of the page an element begins: what is true of a page is said in its main part. */

import { isTag, type Element } from 'domhandler';
import { remembered } from '../../recent.js';
import { chainOf } from './ancestors.js';

/** `chrome`: menus, footers, notices. `aside`: what stands beside and leads elsewhere. `comments`: what readers wrote. */
export type Region = 'main' | 'aside' | 'comments' | 'chrome';

const CHROME_ROLES = new Set([
  'navigation',
  'contentinfo',
  'search',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
]);
/** What an element's kind says whatever its names say; a form, that it is no region. */
const TAGS: ReadonlyMap<string, 'chrome' | 'form' | 'aside' | 'whole'> = new Map([
  ...['nav', 'footer', 'dialog', 'select', 'option'].map((name) => [name, 'chrome'] as const),
  ['form', 'form'],
  ['aside', 'aside'],
  ...['html', 'body', 'main', 'article', 'table', 'tbody', 'tr', 'td', 'h1', 'h2', 'time'].map(
    (name) => [name, 'whole'] as const,
  ),
]);

interface NamedRegion {
  readonly region: Region;
  readonly words: RegExp;
}

/** Whole words of classes and ids; "has-sidebar" and "with-menu" are about a container, not of one. */
const CHROME: NamedRegion = {
  region: 'chrome',
  words:
    /(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|footer|foot|cookies?|consent|gdpr|modal|popup|overlay|breadcrumbs?|pagination|masthead|topbar|toolbar|login|signup|newsletter|subscribe)(?:$|[\s_])/i,
};
const ASIDE: NamedRegion = {
  region: 'aside',
  words:
    /(?:^|[\s_-])(?:sidebar|aside|related|recommended|recommendations|recirc|recirculation|teasers?|promo|promoted|sponsored|advert|ads?|banner|popular|trending|mostread|most-read|upsell|crosssell|cross-sell|also-bought|also-like|you-may|more-stories|similar|carousel|recently|readmore|read-more|outbrain|taboola)(?:$|[\s_])/i,
};
const COMMENTS: NamedRegion = {
  region: 'comments',
  words:
    /(?:^|[\s_-])(?:comments?|commentlist|comment-(?:list|author|body|meta|content|text|header)|respond|disqus|replies|reviews?-list)(?:$|[\s_])/i,
};
const ABOUT_ANOTHER = /(?:has|with|no|without|show|hide|is|node|post|entry)[_-]{1,2}$/i;

/** The words of all of them, and more: most names have none. */
const ANY = new RegExp([CHROME, ASIDE, COMMENTS].map(({ words }) => words.source).join('|'), 'i');

const MAX_NAMES_CHARS = 300;

/** The region that begins here, or null when the element stays in its parent's. */
export function regionOf(element: Element): Region | null {
  const { name, attribs } = element;
  const byTag = TAGS.get(name);
  if (byTag === 'chrome') return name === 'footer' && endsText(element) ? null : 'chrome';
  if (byTag === 'form') return null;
  if (byTag === 'aside') return 'aside';
  const role = attribs['role'];
  if (role !== undefined && CHROME_ROLES.has(role)) return 'chrome';
  if (role === 'complementary') return 'aside';
  if (byTag === 'whole') return null;
  const names = namesOf(attribs);
  if (names === '') return null;
  const { region, isFooter } = judgeNames(names);
  if (region !== 'chrome' || !isFooter || !endsText(element)) return region;
  return regionNamed(names, [ASIDE, COMMENTS]);
}

/** Mostly the classes alone, as they stand; empty where they are shorter than any word. */
function namesOf({ id, class: classes = '' }: Element['attribs']): string {
  if (id === undefined) return classes.length < 3 ? '' : classes.slice(0, MAX_NAMES_CHARS);
  const names = `${id} ${classes}`;
  return names.length < 4 ? '' : names.slice(0, MAX_NAMES_CHARS);
}

interface Judged {
  readonly region: Region | null;
  readonly isFooter: boolean;
}

const MAX_JUDGED = 5_000;

/** Most elements of a site bear names that another has borne before. */
const judgeNames = remembered(
  (names): Judged =>
    ANY.test(names)
      ? { region: regionNamed(names, [CHROME, ASIDE, COMMENTS]), isFooter: FOOTER.test(names) }
      : NO_REGION,
  MAX_JUDGED,
);

const NO_REGION: Judged = { region: null, isFooter: false };

function regionNamed(names: string, of: readonly NamedRegion[]): Region | null {
  return of.find(({ words }) => saysSo(words, names))?.region ?? null;
}

/** The end of a text, with its author, tags and dates, rather than that of the page: by its name, or as it stands in an article. */
function endsText(footer: Element): boolean {
  if (END_OF_TEXT.test((footer.attribs['class'] ?? '').slice(0, 300))) return true;
  return chainOf(footer.parent, 3).some(
    ({ name, attribs }) => name === 'article' || TEXT.test((attribs['class'] ?? '').slice(0, 300)),
  );
}

const FOOTER = /(?:^|[\s_-])foot(?:er)?(?:$|[\s_])/i;
const TEXT = /(?:^|\s)(?:article|post|entry|hentry|story)(?:$|\s)/i;
const END_OF_TEXT = /(?:^|[\s_-])(?:entry|post|article|story|recipe|content)[-_]{1,2}foot(?:er)?(?:$|[\s_])/i;

function saysSo(words: RegExp, text: string): boolean {
  const found = words.exec(text);
  return found !== null && !ABOUT_ANOTHER.test(text.slice(0, found.index + 1));
}

/** The region that an element stands in. */
export function regionAbove(element: Element): Region {
  for (let above: Element['parent'] = element; above !== null && isTag(above); above = above.parent) {
    const region = regionOf(above);
    if (region !== null) return region;
  }
  return 'main';
}
