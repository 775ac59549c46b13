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
  /** The encoding that the browser has read the document in, by its WHATWG name. */
  readonly encoding: string;
  /** Rows that the page has taken away while it was scrolled, and that stand in `html` all the same. */
  readonly heldRows: number;
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
  /* The document itself stays as it is: comments mark where its rows begin and end. */
  const held = (globalThis.holdfast?.hold() ?? []).map(({ element, ...rows }, at) => {
    const marks = ['begin', 'end'].map((name) => document.createComment('holdfast-' + name + '-' + at));
    element.prepend(marks[0]);
    element.append(marks[1]);
    return { marks, ...rows };
  });
  if (top !== null && roots.length === 0) html = top.outerHTML;
  else if (top !== null) {
    const shell = top.cloneNode(false).outerHTML;
    const end = shell.lastIndexOf('</');
    html = shell.slice(0, end) + top.getHTML({ serializableShadowRoots: true, shadowRoots: roots }) + shell.slice(end);
  }
  for (const { marks, html: rows } of held) {
    const [from, to] = marks.map(({ data }) => html.indexOf('<!--' + data + '-->'));
    if (from >= 0 && to > from) html = html.slice(0, from) + rows + html.slice(to);
    for (const mark of marks) mark.remove();
  }
  return {
    heldRows: held.reduce((sum, { lost }) => sum + lost, 0),
    html: '<!doctype html>' + html.slice(0, ${MAX_HTML_CHARS}),
    url: document.URL,
    contentType: document.contentType,
    encoding: document.characterSet,
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

/** From now on counts the characters of text that elements bring, those that go with others taken away. */
export const WATCH_GROWTH = `(() => {
  globalThis.holdfastGrown = 0;
  const charsOf = (nodes) => [...nodes].reduce((sum, { nodeName, textContent }) =>
    sum + (/^(?:SCRIPT|STYLE|#comment)$/.test(nodeName) ? 0 : (textContent ?? '').trim().length), 0);
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records)
      globalThis.holdfastGrown += charsOf(addedNodes) - charsOf(removedNodes);
  }).observe(document, { childList: true, subtree: true });
})()`;

/** Evaluates to how many that are; 0 when they are not counted. */
export const GROWN_CHARS = 'globalThis.holdfastGrown ?? 0';

/** More characters than these beside menus and the like are something to read. */
const LOADING_CHARS = 200;

/**
 * Evaluates to whether the page shows that its content is still coming: a spinner, a bar or grey boxes that can be seen,
 * and next to no text beside its menus.
 */
export const SHOWS_LOADING = `(() => {
  const MARKS = '[aria-busy="true"], [role="progressbar"], [role="status"], progress, ' + ['skeleton', 'shimmer',
    'spinner', 'loader', 'loading', 'placeholder-glow'].map((name) => '[class*="' + name + '" i]').join(', ');
  const isSeen = (element) => {
    const { width, height, top } = element.getBoundingClientRect();
    return width >= 8 && height >= 4 && top < innerHeight &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const charsOf = (element) => (element.innerText ?? '').replace(/\\s+/g, '').length;
  const { body } = document;
  if (body === null || ![...document.querySelectorAll(MARKS)].slice(0, 500).some(isSeen)) return false;
  const main = document.querySelector('main, [role="main"]') ?? body;
  const ASIDE = 'header, nav, footer, aside, [role="banner"], [role="navigation"], [role="contentinfo"]';
  const aside = [...main.querySelectorAll(ASIDE)].filter((element) =>
    element.parentElement?.closest(ASIDE) == null || !main.contains(element.parentElement.closest(ASIDE)));
  return charsOf(main) - aside.reduce((sum, element) => sum + charsOf(element), 0) <= ${LOADING_CHARS};
})()`;

/** Takes away what would outlive the document in its tab. */
export const FORGET_SESSION = 'sessionStorage.clear()';
/** For the blank document after it: one that is being left gets its name back. */
export const FORGET_NAME = "window.name = ''";
