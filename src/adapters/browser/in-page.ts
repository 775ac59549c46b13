/**
 * What runs inside a page, as source text: in a world of its own, where scripts of the page cannot get at it, and with
 * the page's own built-ins untouched.
 */

import { MAX_HTML_CHARS } from '../../core/extract/parse-html.js';

export interface Snapshot {
  /** The document as it stands, open shadow roots included as `template` elements with `shadowrootmode`. */
  readonly html: string;
  readonly url: string;
  readonly contentType: string;
}

/** Evaluates to a `Snapshot`. */
export const SNAPSHOT = `(() => {
  const roots = [];
  const collect = (scope) => {
    for (const element of scope.querySelectorAll('*')) {
      if (element.shadowRoot === null) continue;
      roots.push(element.shadowRoot);
      collect(element.shadowRoot);
    }
  };
  const top = document.documentElement;
  if (top !== null) collect(document);
  let html = '';
  if (top !== null && roots.length === 0) html = top.outerHTML;
  else if (top !== null) {
    const shell = top.cloneNode(false).outerHTML;
    const end = shell.lastIndexOf('</');
    html = shell.slice(0, end) + top.getHTML({ serializableShadowRoots: true, shadowRoots: roots }) + shell.slice(end);
  }
  return {
    html: '<!doctype html>' + html.slice(0, ${MAX_HTML_CHARS}),
    url: document.URL,
    contentType: document.contentType,
  };
})()`;

/** Evaluates to true when the document is parsed. Playwright's own load states wait for a navigation that became a download. */
export const PARSED = `document.readyState !== 'loading' ||
  new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(true), { once: true }))`;

/** A change is waited out this long, for others that come with it. */
const SETTLE_MS = 20;

/** Evaluates to true shortly after the document next changes, or to false after `ms` without a change. */
export function nextChange(ms: number): string {
  return `new Promise((resolve) => {
    const limit = setTimeout(() => { observer.disconnect(); resolve(false); }, ${Math.max(0, Math.ceil(ms))});
    const observer = new MutationObserver(() => {
      observer.disconnect();
      clearTimeout(limit);
      setTimeout(() => resolve(true), ${SETTLE_MS});
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  })`;
}

/** Takes away what would outlive the document in its tab. */
export const FORGET_SESSION = 'sessionStorage.clear()';
/** For the blank document after it: one that is being left gets its name back. */
export const FORGET_NAME = "window.name = ''";
