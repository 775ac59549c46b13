/**
 * Where a page sends its readers by itself after a moment: `<meta http-equiv="refresh">` or a Refresh header. Such a page
 * is a redirect as long as it has nothing to say of its own. So is one that only embeds a PDF.
 */

import { isTag, type Document } from 'domhandler';
import { isInvisible, walk } from '../extract/text.js';
import { parseHtml } from '../extract/parse-html.js';
import { decodeStart } from '../html/decode.js';
import { parseTarget } from '../net/target.js';
import { embeddedPdf } from './embedded-pdf.js';
import { measurePage } from './measure.js';
import { pageType } from './page-type.js';

export interface Refresh {
  readonly to: URL;
  readonly delaySecs: number;
  /** What readers are told who may have seen the page itself; null where nobody sees it. */
  readonly warning: string | null;
}

export interface RefreshingPage {
  readonly finalUrl: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Pages that send their readers on follow each other as often as this. */
export const MAX_REFRESHES = 3;

/** Whoever waits longer for the next page reads this one. */
const MAX_DELAY_SECS = 30;
/** Browsers leave at once, so that nobody reads what the page says. */
const AT_ONCE_SECS = 1;
/** Visible characters of a page that says no more than that another one follows. */
const MAX_NOTICE_CHARS = 600;
/** The element stands in the head, or in a page that is short. */
const LOOKED_AT_BYTES = 16 * 1024;

/**
 * The address that the page is left for, as browsers leave it; null where it is to be read itself: it waits for long, has
 * text of its own and does not leave at once, or only reloads itself. An error stays the answer to what was asked for.
 */
export function refreshOf(page: RefreshingPage): Refresh | null {
  if (page.status >= 400 || pageType(page.contentType) !== 'html') return null;
  return statedRefresh(page) ?? pdfInPlaceOf(page);
}

function pdfInPlaceOf({ body, headers, finalUrl }: RefreshingPage): Refresh | null {
  const to = embeddedPdf(body, headers, finalUrl);
  return to === null ? null : { to, delaySecs: 0, warning: 'read the PDF that the page embeds' };
}

function statedRefresh(page: RefreshingPage): Refresh | null {
  const header = page.headers['refresh'] ?? '';
  if (header === '' && !mentionsRefresh(page.body)) return null;

  const root = parseHtml(decodeStart(page.body, page.headers['content-type'], LOOKED_AT_BYTES));
  const here = new URL(page.finalUrl);
  const refresh = readRefresh(header, here) ?? refreshElement(root, here);
  if (refresh === null || refresh.delaySecs > MAX_DELAY_SECS) return null;
  if (isLeftAtOnce(refresh)) return refresh;
  // A page that sets a cookie and comes again looks whether the cookie does.
  const isSame = refresh.to.origin === here.origin && refresh.to.pathname === here.pathname;
  if (isSame && page.headers['set-cookie'] === undefined) return null;
  return measurePage(root, MAX_NOTICE_CHARS) === null ? null : refresh;
}

/** Whether browsers show the next page before anybody has read this one. */
export function isLeftAtOnce({ delaySecs }: Refresh): boolean {
  return delaySecs <= AT_ONCE_SECS;
}

/** Most pages do not, which is cheap to see. */
function mentionsRefresh(body: Uint8Array): boolean {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, LOOKED_AT_BYTES));
  return /http-equiv\s*=\s*["']?\s*refresh/i.test(start.toString('latin1'));
}

/** The first one counts. Where scripts run, `noscript` is no part of the page. */
function refreshElement(root: Document, here: URL): Refresh | null {
  let base = here;
  let found: Refresh | null = null;
  walk(root, (node) => {
    if (!isTag(node)) return false;
    const { name, attribs } = node;
    if (name === 'base' && attribs['href'] !== undefined) base = parseTarget(attribs['href'], here) ?? here;
    if (name === 'meta' && attribs['http-equiv']?.trim().toLowerCase() === 'refresh') {
      found = readRefresh(attribs['content'] ?? '', base);
      if (found !== null) return 'stop';
    }
    return name === 'head' || !isInvisible(node);
  });
  return found;
}

/** https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps */
const REFRESH =
  /^\s*(?:(\d+)[\d.]*|\.[\d.]*)(?:\s*[;,]\s*|\s+|$)(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|([\s\S]*))/i;

function readRefresh(text: string, base: URL): Refresh | null {
  const parts = REFRESH.exec(text);
  if (parts === null) return null;
  const [, secs = '0', inDouble, inSingle, bare = ''] = parts;
  const to = parseTarget((inDouble ?? inSingle ?? bare).trim(), base);
  if (to === null || !/^https?:$/.test(to.protocol)) return null;
  return { to, delaySecs: Number(secs), warning: warningOf(Number(secs)) };
}

function warningOf(delaySecs: number): string | null {
  if (delaySecs === 0) return null;
  return `followed the page that sends its readers on after ${delaySecs} ${delaySecs === 1 ? 'second' : 'seconds'}`;
}
