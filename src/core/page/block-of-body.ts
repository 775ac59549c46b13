/**
 * What `blockOf` says of a page of which nothing but that is wanted. Most pages have content, and their start shows it:
 * they are decoded and parsed no further. What is left out never changes the answer.
 */

import { documentOf } from '../extract/document.js';
import { parseHtml, parseHtmlUntil } from '../extract/parse-html.js';
import { decodeStart } from '../html/decode.js';
import type { Document } from 'domhandler';
import { blockOf, MAX_WALL_CHARS, mayBeLongWall, type Block, type JudgedPage } from './block.js';
import { MAX_PLACEHOLDER_CHARS, measurePage } from './measure.js';

export interface JudgedBody extends Omit<JudgedPage, 'doc'> {
  /** The URL after redirects. */
  readonly url: string;
  readonly body: Uint8Array;
}

/** How much of a page is looked at first. */
export interface Start {
  /** Bytes that are decoded. */
  readonly bytes: number;
  /** Characters that are parsed before it is asked whether they show content; then twice as many, and so on. */
  readonly stepChars: number;
}

const START: Start = { bytes: 64 * 1024, stepChars: 8 * 1024 };
/** Characters at the end of a cut text that are none of the whole text: see `decodeStart`. */
const MAX_CUT_CHARS = 3;

/** The block of an HTML page, or null. */
export function blockOfBody({ url, body, ...page }: JudgedBody, start = START): Block | null {
  const header = page.headers['content-type'];
  const decode = (mostBytes: number): string => decodeStart(body, header, mostBytes);
  const judge = (root: Document): Block | null => blockOf({ ...page, doc: documentOf(root, url) });
  if (mayBeLongWall(page, url)) return judge(parseHtml(decode(body.length)));
  const root = parseHtmlUntil(decode(start.bytes), start.stepChars, hasContent);
  if (root === null) return null;
  return judge(body.length <= start.bytes ? root : parseHtml(decode(body.length)));
}

/** Whether the start of a page shows more text than a wall has, whatever becomes of its last characters. */
function hasContent(start: Document): boolean {
  return measurePage(start, MAX_WALL_CHARS + MAX_PLACEHOLDER_CHARS + MAX_CUT_CHARS) === null;
}
