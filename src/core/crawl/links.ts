/** The links of a page that a crawl may follow. Which of them it does follow, and when, is decided elsewhere. */

import type { PageDocument } from '../extract/document.js';
import { MAX_URL_LENGTH, parseUrl } from '../url.js';
import { canonicalOf, canonicalUrl, CLEAN_PATH, CLEAN_QUERY, hasTracking } from './canonical-url.js';
import { isSameSite } from './scope.js';

/** Distinct links that are taken from one page. */
export const MAX_LINKS = 20_000;
/** References that are looked at for them, repeated and unusable ones included. */
const MAX_REFERENCES = 5 * MAX_LINKS;

export interface LinkOptions {
  /** Leave out `rel="nofollow"` links, and all of a page whose robots meta says nofollow or none. Default true. */
  readonly respectNofollow?: boolean;
}

/** Absolute http and https URLs without fragments, each once: of `a` and `area`, then of `link` next and canonical. */
export function pageLinks(doc: PageDocument, options: LinkOptions = {}): string[] {
  const resolve = (reference: string): string | null => {
    const url = parseUrl(reference, doc.baseUrl);
    const isPage = url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
    return isPage ? (url.href.split('#', 1)[0] ?? null) : null;
  };
  return collect(doc, options, resolve).links;
}

/** The same links in canonical form: what a crawl counts as one page is one link. */
export function canonicalLinks(doc: PageDocument, options: LinkOptions = {}): string[] {
  return findLinks(doc, options).links;
}

export interface FoundLinks {
  readonly links: string[];
  /** Distinct URLs that are left out, because the links to them or the page say nofollow. */
  readonly nofollow: number;
}

/** The canonical links, and how many others there are. */
export function findLinks(doc: PageDocument, options: LinkOptions = {}): FoundLinks {
  return collect(doc, options, createResolver(doc.baseUrl));
}

function collect(
  doc: PageDocument,
  { respectNofollow = true }: LinkOptions,
  resolve: (reference: string) => string | null,
): FoundLinks {
  const found = new Set<string>();
  const leftOut = new Set<string>();
  const followsNone = respectNofollow && pageSaysNofollow(doc);
  let left = MAX_REFERENCES;
  const look = (reference: string | undefined, rel: string | undefined): void => {
    left -= 1;
    if (reference === undefined || left < 0) return;
    const into = followsNone || (respectNofollow && saysNofollow(rel)) ? leftOut : found;
    if (into.size >= MAX_LINKS) return;
    const url = resolve(reference);
    if (url !== null) into.add(url);
  };
  for (const { attribs } of doc.facts.anchors) look(attribs['href'], attribs['rel']);
  for (const { rel, href } of doc.facts.links) if (PAGE_LINK.test(rel)) look(href, rel);
  return { links: [...found], nofollow: [...leftOut].filter((url) => !found.has(url)).length };
}

/** The canonical form of the URL of its own site that a page names with `rel="canonical"`; null for none, or several. */
export function namedCanonical(doc: PageDocument): string | null {
  const named = new Set<string>();
  for (const { rel, href } of doc.facts.links) {
    const url = /(?:^|\s)canonical(?:\s|$)/.test(rel) ? parseUrl(href.trim(), doc.baseUrl) : null;
    const canonical = url === null ? null : canonicalOf(url);
    if (canonical !== null) named.add(canonical);
  }
  const [only] = named;
  return only !== undefined && named.size === 1 && isSameSite(doc.url, only) ? only : null;
}

/** `link` elements that name pages; the others name style sheets, icons and the like. */
const PAGE_LINK = /(?:^|\s)(?:next|canonical)(?:\s|$)/;

function saysNofollow(rel: string | undefined): boolean {
  return rel !== undefined && /(?:^|\s)nofollow(?:\s|$)/i.test(rel);
}

function pageSaysNofollow(doc: PageDocument): boolean {
  return doc.facts.metas.some(
    ({ key, content }) => key === 'robots' && /(?:^|[\s,])(?:nofollow|none)(?:[\s,]|$)/i.test(content),
  );
}

// References to somewhere else than a page, and by far the most frequent ones to pages: a relative path whose text needs
// no change, perhaps with a query. A colon in its first segment could end a scheme.
const OTHER_SCHEME = /^(?:javascript|mailto|tel|data):/i;
const ABSOLUTE = /^https?:\/\//;
const PLAIN = new RegExp(`^(?![./]|[^/?]*:)${CLEAN_PATH}(?:\\?${CLEAN_QUERY})?$`);

/**
 * A function from references to the canonical URLs they mean on a page at `base`. It answers what parsing each of them
 * with WHATWG's rules would, and a property test holds it to that, but parses few.
 */
export function createResolver(base: string): (reference: string) => string | null {
  const href = parseUrl(base)?.href;
  const byParsing = (reference: string): string | null => {
    const url = parseUrl(reference, href);
    return url === null ? null : canonicalOf(url);
  };
  const self = href === undefined ? null : canonicalUrl(href);
  if (self === null) return byParsing;

  // Canonical forms are made segment by segment, so the folder of one is the canonical form of the folder.
  const path = self.split('?', 1)[0] ?? self;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const root = folder.indexOf('/', folder.indexOf('//') + 2);
  return (reference) => {
    if (ABSOLUTE.test(reference)) return canonicalUrl(reference);
    if (OTHER_SCHEME.test(reference)) return null;
    if (reference.startsWith('?')) return byParsing(reference);
    const hash = reference.indexOf('#');
    if (hash === 0 || reference === '') return self;
    let path = hash === -1 ? reference : reference.slice(0, hash);
    let parent = folder;
    if (path.startsWith('/')) {
      parent = folder.slice(0, root + 1);
      path = path.slice(1);
    } else {
      for (let up = dots(path); up > 0; up = dots(path)) {
        if (up === 3)
          parent = parent.slice(0, Math.max(parent.lastIndexOf('/', parent.length - 2), root) + 1);
        path = path.slice(up);
      }
    }
    if (!PLAIN.test(path) || path.includes('/.') || hasTracking(path)) return byParsing(reference);
    const url = parent + path;
    return url.length <= MAX_URL_LENGTH ? url : null;
  };
}

/** The length of `./` or `../` at the start of a path, else 0. */
function dots(path: string): number {
  if (path.startsWith('./')) return 2;
  return path.startsWith('../') ? 3 : 0;
}
