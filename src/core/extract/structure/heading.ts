/** The heading under which a reader knows the page, among all its headings. */

import { isTag, type Element } from 'domhandler';
import { getElementsByTagName } from 'domutils';
import { resolveUrl, type PageDocument } from '../document.js';
import type { PageFacts } from '../facts.js';
import { collapse, plainText, shownText, textOf, type TextBudget } from '../text.js';
import { regionAbove } from './region.js';

export interface PageHeading {
  readonly text: string;
  readonly path: string;
  /** The title element, or the title for cards, says the same. */
  readonly isConfirmed: boolean;
  readonly confidence: number;
  readonly element: Element;
}

const MAX_HEADINGS = 60;
const MAX_TITLE_CHARS = 300;

interface Rated {
  readonly element: Element;
  readonly text: string;
  readonly folded: string;
}

/** What the page calls itself: as it is written, folded, and its parts folded. */
interface Title {
  readonly text: string;
  readonly folded: string;
  readonly parts: readonly string[];
}

/**
 * Null when no heading stands out. A heading that only names the site (`siteNames`, folded), or the manual or section whose
 * front page it leads to, is passed over.
 */
export function findPageHeading(
  { facts, url, baseUrl }: PageDocument,
  siteNames: ReadonlySet<string>,
): PageHeading | null {
  const titles = titlesOf(facts).map((text): Title => ({
    text,
    folded: fold(text),
    parts: text.split(PARTS).map(fold),
  }));
  const seen = facts.headings
    .slice(0, MAX_HEADINGS)
    .map((element): Rated => {
      const text = headingText(element);
      return { element, text, folded: text.length <= MAX_TITLE_CHARS ? fold(text) : '' };
    })
    .filter(({ text, element }) => text !== '' && text.length <= MAX_TITLE_CHARS && !isUnseen(element));
  const telling = seen.filter(
    (one) => !siteNames.has(one.folded.replace(/logo$/, '')) && !leadsUp(one, url, baseUrl),
  );
  return choose(telling, titles) ?? choose(seen, titles);
}

/** All of the heading is a link to the front page of the site, or of the folder that the page lies in. */
function leadsUp({ element: heading, folded }: Rated, url: string, baseUrl: string): boolean {
  const { parent } = heading;
  const around = parent !== null && isTag(parent) && parent.name === 'a' ? [parent] : [];
  const link = [...around, ...getElementsByTagName('a', heading, true, 2)].find(
    (one) => fold(textOf(one, { chars: 1_000, nodes: 300 })) === folded,
  );
  const target = link === undefined ? null : resolveUrl(link.attribs['href'] ?? '', baseUrl);
  if (target === null) return false;
  const [page, above] = [new URL(url), new URL(target)];
  const folder = folderOf(above);
  const isAbove = folder.endsWith('/') && folder !== folderOf(page) && page.pathname.startsWith(folder);
  return above.host === page.host && isAbove;
}

/** The path, of an index that of its folder. */
function folderOf({ pathname }: URL): string {
  return pathname.replace(/(?<=\/)(?:index|default|home)\.\w{2,5}$/, '');
}

function choose(rated: readonly Rated[], titles: readonly Title[]): PageHeading | null {
  const all = rated.filter(({ element }) => element.name === 'h1');
  const confirmed = all
    .filter(({ folded }) => titles.some((title) => agree(folded, title.folded)))
    .reduce<Rated | undefined>(
      (best, one) => (best && best.text.length >= one.text.length ? best : one),
      undefined,
    );
  const titled = titledBelow(rated, titles, confirmed);
  if (titled !== undefined)
    return { ...titled, path: titled.element.name, isConfirmed: true, confidence: 0.8 };
  if (confirmed !== undefined) return { ...confirmed, path: 'h1', isConfirmed: true, confidence: 0.85 };
  const mains = all.filter(({ element }) => isOfPage(element));
  const [only, second] = mains.length > 0 ? mains : all;
  if (only !== undefined && second === undefined)
    return { ...only, path: 'h1', isConfirmed: false, confidence: 0.7 };
  const lower = rated.find(
    (one) =>
      one.element.name !== 'h1' &&
      one.text.length >= 8 &&
      (titles.some((title) => begins(title, one.text, one.folded)) ||
        (all.length === 0 && standingOf(one, titles) > 0)) &&
      isOfPage(one.element),
  );
  if (lower !== undefined) {
    return { ...lower, path: lower.element.name, isConfirmed: true, confidence: 0.75 };
  }
  const [opening] = all.length > 0 ? [] : rated.filter(({ element }) => isOfPage(element));
  const shared = opening === undefined ? '' : sharedStart(opening, titles);
  if (opening !== undefined && shared !== '') {
    return {
      element: opening.element,
      text: shared,
      path: opening.element.name,
      isConfirmed: true,
      confidence: 0.7,
    };
  }
  return only === undefined ? null : { ...only, path: 'h1', isConfirmed: false, confidence: 0.55 };
}

const known = new WeakMap<PageFacts, readonly string[]>();

/** What the page calls itself outside its text, site names and all. */
export function titlesOf(facts: PageFacts): readonly string[] {
  const titles = known.get(facts) ?? readTitles(facts);
  known.set(facts, titles);
  return titles;
}

function readTitles({ titles, metas }: PageFacts): string[] {
  const card = metas.find(({ key }) => key === 'og:title' || key === 'twitter:title')?.content;
  const own = titles.map((title) =>
    title.children.map((child) => ('data' in child ? child.data : '')).join(''),
  );
  return [own.find((text) => text.trim() !== ''), card]
    .filter((text) => text !== undefined)
    .map((text) => collapse(plainText(text.slice(0, 1_000))));
}

/** Text without it has one form only. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Letters and digits only: titles differ in quotes, dashes and spaces. */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Of folded texts. */
function agree(a: string, b: string): boolean {
  if (a.length < 2 || b.length < 2) return false;
  return b.includes(a) || (b.length >= 8 && a.includes(b));
}

const MIN_TITLED_CHARS = 8;

/** Below an h1 that names the blog or the part of the site: a heading that says more of the title, or an earlier part of it. */
function titledBelow(
  rated: readonly Rated[],
  titles: readonly Title[],
  confirmed: Rated | undefined,
): Rated | undefined {
  const standing = confirmed === undefined ? 1 : standingOf(confirmed, titles);
  // What is in a title without being a part of it may be most of it.
  const than = standing === 0 ? 2 : standing;
  return rated.find(
    (one) =>
      one.element.name !== 'h1' &&
      one.folded.length >= MIN_TITLED_CHARS &&
      standingOf(one, titles) > than &&
      isOfPage(one.element),
  );
}

/** 3: all of a title; 2: its first part; 1: another part, as the names of sites and sections are; 0: none. */
function standingOf({ folded: wanted }: Rated, titles: readonly Title[]): number {
  const standings = titles.map(({ folded, parts }) => {
    if (folded === wanted) return 3;
    const at = parts.indexOf(wanted);
    return at < 0 ? 0 : at === 0 ? 2 : 1;
  });
  return Math.max(0, ...standings);
}

const PARTS = separatorOf('@');

/** What stands between the parts of a title; `marks` are further ones between blanks. */
export function separatorOf(marks: string): RegExp {
  return new RegExp(
    `\\s+[|\u2013\u2014\\-\u00b7\u2022\u00bb\u203a/~${marks}]+\\s+|\\s?[|\uff5c]\\s?|:\\s+|\\s::\\s`,
  );
}

function begins({ text, folded }: Title, heading: string, foldedHeading = fold(heading)): boolean {
  if (!folded.startsWith(foldedHeading)) return false;
  const next = text.slice(heading.length);
  return text.startsWith(heading) ? !/^[\p{L}\p{N}]/u.test(next) : true;
}

/** What a first heading and the title begin with, before each goes on in its own way: "Emma (Paperback)", "Emma by J. Austen". */
function sharedStart({ text }: Rated, titles: readonly Title[]): string {
  const start = text.replace(/\s*[([].{1,80}[)\]]$/, '');
  return start.length >= 4 && titles.some((title) => begins(title, start)) ? start : '';
}

/** Parts of a heading that no reader sees as the title. */
const BESIDE =
  /(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|assistive-?text|tooltip|permalink|headerlink)(?:$|[\s_-])/i;

function headingText(heading: Element): string {
  const budget = (): TextBudget => ({ chars: 1_000, nodes: 300 });
  const text = shownText(heading, budget(), isBeside).replace(/\s*\u00b6$|\s#$/, '');
  return text === '' ? shownText(heading, budget()) : text;
}

function isBeside({ attribs }: Element): boolean {
  return BESIDE.test((attribs['class'] ?? '').slice(0, 200));
}

function isUnseen(heading: Element): boolean {
  return heading.attribs['hidden'] !== undefined || isBeside(heading);
}

function isOfPage(heading: Element): boolean {
  const region = regionAbove(heading);
  return region === 'main';
}
