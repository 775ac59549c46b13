/** One parsed page. Everything beyond the tree is computed when first asked for, and once. */

import type { Document } from 'domhandler';
import { parseUrl } from '../url.js';
import { gatherFacts, type PageFacts } from './facts.js';
import { parseHtml } from './parse-html.js';

export interface PageDocument {
  /** The text that was parsed; empty where only the tree is at hand. */
  readonly source: string;
  readonly root: Document;
  /** The URL after redirects. */
  readonly url: string;
  /** What relative links start from: `url`, or the page's `<base href>`. */
  readonly baseUrl: string;
  /** BCP-47 tag as the page states it, or null. */
  readonly lang: string | null;
  readonly facts: PageFacts;
  /** Absolute addresses of `a[href]` and `area[href]` in document order, without fragments, each once. */
  readonly links: readonly string[];
}

export function openDocument(html: string, url: string): PageDocument {
  return documentOf(parseHtml(html), url, html);
}

export function documentOf(root: Document, url: string, source = ''): PageDocument {
  const facts = lazy(() => gatherFacts(root));
  const baseUrl = lazy(() => resolveUrl(facts().baseHref ?? '', url) ?? url);
  const links = lazy(() => collectLinks(facts(), baseUrl()));
  return {
    source,
    root,
    url,
    get facts() {
      return facts();
    },
    get baseUrl() {
      return baseUrl();
    },
    get lang() {
      return facts().lang?.trim() || null;
    },
    get links() {
      return links();
    },
  };
}

/** The absolute form of an http or https reference, or null. */
export function resolveUrl(reference: string, base: string): string | null {
  const url = parseUrl(reference, base);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : null;
}

export function lazy<T>(compute: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: compute() }).value;
}

function collectLinks(facts: PageFacts, baseUrl: string): string[] {
  const found = new Set<string>();
  for (const anchor of facts.anchors) {
    const href = resolveUrl(anchor.attribs['href'] ?? '', baseUrl);
    if (href !== null) found.add(href.split('#', 1)[0] ?? href);
  }
  return [...found];
}
