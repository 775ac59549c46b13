/** Tags and their attributes: https://html.spec.whatwg.org/multipage/parsing.html#tag-name-state */

import { isSpace } from './modes.js';
import { HASH_FACTOR, nameAt } from './name-cache.js';
import { valueBetween, type Reader } from './reader.js';

const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const DOUBLE = 0x22;
const SINGLE = 0x27;

/** Reads the tag whose name starts at a place. False when the page ends within it: it is none then. */
export function readTag(reader: Reader, start: number): boolean {
  const { source } = reader;
  let at = start;
  let hash = 0;
  for (; at < source.length; at += 1) {
    const char = source.charCodeAt(at);
    if (char === GT || char === SLASH || isSpace(char)) break;
    hash = (Math.imul(hash, HASH_FACTOR) + (char | 0x20)) | 0;
  }
  const name = nameAt(source, start, at, hash);
  reader.name = name.text;
  reader.number = name.number;
  reader.isSelfClosing = false;
  reader.attribs = {};
  return readAttributes(reader, at);
}

function readAttributes(reader: Reader, from: number): boolean {
  const { source } = reader;
  const { length } = source;
  for (let at = from; at < length;) {
    const char = source.charCodeAt(at);
    if (char === GT) {
      reader.at = at + 1;
      return true;
    }
    if (char === SLASH) {
      if (source.charCodeAt(at + 1) === GT) reader.isSelfClosing = true;
      at += 1;
    } else if (isSpace(char)) at += 1;
    else at = readAttribute(reader, at);
  }
  reader.at = length;
  return false;
}

/** Reads the attribute that starts at a place. Gives the place behind it; the end of the source where it has no end. */
function readAttribute(reader: Reader, start: number): number {
  const { source } = reader;
  const { length } = source;
  let hash = source.charCodeAt(start) | 0x20;
  let at = start + 1;
  for (; at < length; at += 1) {
    const char = source.charCodeAt(at);
    if (char === EQUALS || char === GT || char === SLASH || isSpace(char)) break;
    hash = (Math.imul(hash, HASH_FACTOR) + (char | 0x20)) | 0;
  }
  const nameEnd = at;
  at = behindSpace(source, at);
  if (source.charCodeAt(at) !== EQUALS) {
    addAttribute(reader, start, nameEnd, hash, '');
    return at;
  }
  at = behindSpace(source, at + 1);
  const quote = source.charCodeAt(at);
  if (quote === GT) {
    addAttribute(reader, start, nameEnd, hash, '');
    return at;
  }
  let end: number;
  if (quote === DOUBLE || quote === SINGLE) {
    at += 1;
    end = source.indexOf(quote === DOUBLE ? '"' : "'", at);
    if (end === -1) return length;
  } else {
    end = at;
    while (end < length && source.charCodeAt(end) !== GT && !isSpace(source.charCodeAt(end))) end += 1;
  }
  addAttribute(reader, start, nameEnd, hash, valueBetween(reader, at, end));
  return quote === DOUBLE || quote === SINGLE ? end + 1 : end;
}

function behindSpace(source: string, from: number): number {
  let at = from;
  while (isSpace(source.charCodeAt(at))) at += 1;
  return at;
}

/** The first one of a name counts. */
function addAttribute(reader: Reader, start: number, end: number, hash: number, value: string): void {
  const { attribs } = reader;
  const name = nameAt(reader.source, start, end, hash).text;
  if (attribs[name] === undefined || !Object.hasOwn(attribs, name)) setAttribute(attribs, name, value);
}

/** Whatever the name means to JavaScript. */
export function setAttribute(attribs: Record<string, string>, name: string, value: string): void {
  if (name !== '__proto__') attribs[name] = value;
  else Object.defineProperty(attribs, name, { value, writable: true, enumerable: true, configurable: true });
}
