/** Pages that hold nothing but a PDF: what a viewer shows on them is in the document, and not in their own text. */

import { isTag, type Element } from 'domhandler';
import { parseHtml } from '../extract/parse-html.js';
import { walk } from '../extract/text.js';
import { decodeStart } from '../html/decode.js';
import { parseTarget } from '../net/target.js';
import { measurePage } from './measure.js';

/** Beside a name and a link to save it. */
const MAX_CHARS = 150;
/** A page that holds nothing else is short. */
const MAX_BYTES = 32 * 1024;

/** Where the attribute of each element has the address of what it shows. */
const SHOWS: Readonly<Record<string, string>> = { embed: 'src', object: 'data', iframe: 'src' };

/** The address of the one PDF that an HTML page is made for; null where it has text, or shows another thing as well. */
export function embeddedPdf(
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  finalUrl: string,
): URL | null {
  if (body.length > MAX_BYTES || !mentionsPdf(body)) return null;
  const root = parseHtml(decodeStart(body, headers['content-type'], MAX_BYTES));
  if (measurePage(root, MAX_CHARS) === null) return null;
  const shown: Element[] = [];
  walk(root, (node) => {
    if (!isTag(node)) return false;
    const isShown = SHOWS[node.name] !== undefined;
    if (isShown) shown.push(node);
    // What stands in it is for browsers that cannot show it.
    return !isShown;
  });
  const [only] = shown;
  return only === undefined || shown.length > 1 ? null : pdfOf(only, new URL(finalUrl));
}

function mentionsPdf(body: Uint8Array): boolean {
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
  return /<(?:embed|object|iframe)\s[^>]*pdf/i.test(text);
}

function pdfOf({ name, attribs }: Element, here: URL): URL | null {
  const to = parseTarget(attribs[SHOWS[name] ?? ''] ?? '', here);
  if (to === null || !/^https?:$/.test(to.protocol)) return null;
  const isPdf = attribs['type']?.trim().toLowerCase() === 'application/pdf' || /\.pdf$/i.test(to.pathname);
  return isPdf && to.href !== here.href ? to : null;
}
