/**
 * What a page says about itself in its head: a group of well-known facts under fixed names, and every `meta` under its
 * own name. What the caller knows of the answer (status, addresses, type) is not part of it.
 */

import { isTag, type Document } from 'domhandler';
import { resolveUrl, type PageDocument } from '../extract/document.js';
import { collapse, isInert, textOf, walk } from '../extract/text.js';
import type { MetadataValue, PageMetadata } from './types.js';

const MAX_NAMES = 200;
const MAX_VALUE_CHARS = 10_000;
/** Values of one name. */
const MAX_VALUES = 100;

type Values = Map<string, string[]>;

export function metadataOf(doc: PageDocument): PageMetadata {
  const own = ownMetas(doc.root);
  const byName = new Map([...own].map(([name, values]) => [name.toLowerCase(), values]));
  // In the order of the head, the fixed names last: they replace what a page calls the same.
  return Object.fromEntries([
    ...[...own].map(([name, values]) => [name, single(values)] as const),
    ...known(doc, byName),
  ]);
}

function single(values: readonly string[]): MetadataValue {
  const [first = ''] = values;
  return values.length === 1 ? first : values;
}

/** Every `meta` with a name and a content. */
function ownMetas(root: Document): Values {
  const found: Values = new Map();
  walk(root, (node) => {
    if (!isTag(node) || isInert(node)) return false;
    if (node.name !== 'meta') return true;
    const { name, property, itemprop, content } = node.attribs;
    const key = collapse((name || property || itemprop || '').slice(0, MAX_VALUE_CHARS));
    if (key === '' || content === undefined) return false;
    const value = content.slice(0, MAX_VALUE_CHARS).trim();
    const values = found.get(key);
    if (values === undefined) {
      if (found.size < MAX_NAMES) found.set(key, [value]);
    } else if (values.length < MAX_VALUES) values.push(value);
    return false;
  });
  return found;
}

/** Names of the well-known facts, and the `meta` names that state them, the best first. */
const FACTS: readonly (readonly [name: string, ...metas: string[]])[] = [
  ['title', 'og:title', 'twitter:title'],
  ['description', 'description', 'og:description', 'twitter:description'],
  ['keywords', 'keywords'],
  ['robots', 'robots'],
  ['ogTitle', 'og:title'],
  ['ogDescription', 'og:description'],
  ['ogUrl', 'og:url'],
  ['ogImage', 'og:image', 'og:image:url', 'og:image:secure_url'],
  ['ogAudio', 'og:audio'],
  ['ogDeterminer', 'og:determiner'],
  ['ogLocale', 'og:locale'],
  ['ogSiteName', 'og:site_name'],
  ['ogVideo', 'og:video', 'og:video:url'],
  ['articleSection', 'article:section'],
  ['articleTag', 'article:tag'],
  ['publishedTime', 'article:published_time'],
  ['modifiedTime', 'article:modified_time'],
];

/** Facts that are addresses. */
const ADDRESSES: ReadonlySet<string> = new Set(['ogUrl', 'ogImage', 'ogAudio', 'ogVideo']);

function known(doc: PageDocument, metas: Values): [string, MetadataValue][] {
  const facts: [string, MetadataValue][] = [];
  const say = (name: string, value: MetadataValue | null | undefined): void => {
    if (value !== null && value !== undefined && value.length > 0) facts.push([name, value]);
  };
  for (const [name, ...sources] of FACTS) {
    const value = sources.flatMap((source) => metas.get(source) ?? []).find((text) => text !== '');
    say(name, value !== undefined && ADDRESSES.has(name) ? (resolveUrl(value, doc.baseUrl) ?? value) : value);
  }
  const [title] = doc.facts.titles;
  say('title', title === undefined ? null : textOf(title).slice(0, MAX_VALUE_CHARS));
  say('language', doc.lang ?? doc.facts.metas.find(({ key }) => key === 'content-language')?.content.trim());
  say('favicon', faviconOf(doc));
  say('ogLocaleAlternate', metas.get('og:locale:alternate'));
  for (const [name, values] of metas) {
    const dublinCore = dublinCoreName(name);
    if (dublinCore !== null) say(dublinCore, single(values));
  }
  return facts;
}

/** The page's own icon; of several the first, one for any use before one for home screens. */
function faviconOf({ facts, baseUrl }: PageDocument): string | null {
  const icons = facts.links.filter(({ rel }) => /\bicon\b/.test(rel));
  const best = icons.find(({ rel }) => /(?:^|\s)icon(?:\s|$)/.test(rel)) ?? icons[0];
  return best === undefined ? null : resolveUrl(best.href, baseUrl);
}

/** `dc.date.created` as `dcDateCreated`, `dcterms.subject` as `dcTermsSubject`; null for other names. */
function dublinCoreName(name: string): string | null {
  const [scheme, ...parts] = name.split(/[.:]/);
  if ((scheme !== 'dc' && scheme !== 'dcterms') || parts.length === 0 || parts.includes('')) return null;
  const words = scheme === 'dcterms' ? ['terms', ...parts] : parts;
  return `dc${words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('')}`;
}
