/**
 * The text of a page, cut into tags and what stands between them: https://html.spec.whatwg.org/multipage/parsing.html#tokenization.
 * Each character is looked at a few times at the most, whatever the page is.
 */

import { textBetween, type Reader } from './reader.js';
import { readTag } from './tag-reader.js';

/** What is done with the parts of a page. Each gets the place behind it with `Reader.at`. */
export interface Parts {
  text(data: string): void;
  /** A tag that opens something: name, number and attributes are in the reader. */
  start(reader: Reader): void;
  end(reader: Reader): void;
  comment(data: string): void;
  doctype(text: string, isCut: boolean): void;
  /** Whether `<![CDATA[` starts text here. */
  hasCdata(): boolean;
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;

/** Reads the next part of the page. */
export function readPart(reader: Reader, parts: Parts): void {
  const { source, at } = reader;
  if (source.charCodeAt(at) === LT && isMarkupAt(source, at)) readMarkup(reader, parts);
  else {
    const end = textEnd(source, at);
    reader.at = end;
    parts.text(textBetween(reader, at, end));
  }
}

function isLetter(char: number): boolean {
  return (char >= 0x61 && char <= 0x7a) || (char >= 0x41 && char <= 0x5a);
}

/** Whether the `<` at a place is more than a character of text. */
function isMarkupAt(source: string, at: number): boolean {
  const next = source.charCodeAt(at + 1);
  return isLetter(next) || next === BANG || next === QUESTION || (next === SLASH && at + 2 < source.length);
}

function textEnd(source: string, from: number): number {
  for (let at = source.indexOf('<', from); at !== -1; at = source.indexOf('<', at + 1))
    if (isMarkupAt(source, at)) return at;
  return source.length;
}

function readMarkup(reader: Reader, parts: Parts): void {
  const { source, at } = reader;
  const next = source.charCodeAt(at + 1);
  if (next === BANG) readDeclaration(reader, parts);
  else if (next === QUESTION) readBogusComment(reader, parts, at + 1);
  else if (next !== SLASH) {
    if (readTag(reader, at + 1)) parts.start(reader);
  } else if (isLetter(source.charCodeAt(at + 2))) {
    if (readTag(reader, at + 2)) parts.end(reader);
  } else if (source.charCodeAt(at + 2) === GT) reader.at = at + 3;
  else readBogusComment(reader, parts, at + 2);
}

function readDeclaration(reader: Reader, parts: Parts): void {
  const { source, at } = reader;
  if (source.startsWith('--', at + 2)) readComment(reader, parts);
  else if (source.startsWith('[CDATA[', at + 2) && parts.hasCdata()) {
    const end = source.indexOf(']]>', at + 9);
    reader.at = end === -1 ? source.length : end + 3;
    parts.text(source.slice(at + 9, end === -1 ? source.length : end));
  } else if (/^doctype$/i.test(source.slice(at + 2, at + 9))) {
    const end = source.indexOf('>', at + 9);
    reader.at = end === -1 ? source.length : end + 1;
    parts.doctype(source.slice(at + 9, end === -1 ? source.length : end), end === -1);
  } else readBogusComment(reader, parts, at + 2);
}

function readBogusComment(reader: Reader, parts: Parts, start: number): void {
  const end = reader.source.indexOf('>', start);
  reader.at = end === -1 ? reader.source.length : end + 1;
  parts.comment(reader.source.slice(start, end === -1 ? reader.source.length : end));
}

/** https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state */
function readComment(reader: Reader, parts: Parts): void {
  const { source } = reader;
  const start = reader.at + 4;
  const short = source.charCodeAt(start) === GT ? 1 : source.startsWith('->', start) ? 2 : 0;
  if (short > 0) {
    reader.at = start + short;
    parts.comment('');
    return;
  }
  for (let at = source.indexOf('--', start); at !== -1; at = source.indexOf('--', at + 1)) {
    const length = source.charCodeAt(at + 2) === GT ? 3 : source.startsWith('!>', at + 2) ? 4 : 0;
    if (length === 0) continue;
    reader.at = at + length;
    parts.comment(source.slice(start, at));
    return;
  }
  reader.at = source.length;
  parts.comment(source.slice(start).replace(/--?!?$/, ''));
}
