/**
 * The state of pages that React streams to its client (`self.__next_f.push([1,"…"])`): pieces of text that are rows when put
 * together, `1a:{…}` for JSON, `1b:T4f,…` for text of so many bytes, `1c:I[…]` for modules.
 */

import type { Json } from '../entity.js';
import { isList } from '../entity.js';
import { jsonAt, tryParse } from './json-text.js';

const PIECE = /^\s*(?:self|window)?\.?\(?(?:self\.)?__next_f\s?(?:=|\.push)/;

/** Whether a script carries a piece of it. */
export function isFlight(script: string): boolean {
  return script.length > 20 && PIECE.test(script.slice(0, 100));
}

/** The JSON values of the rows. */
export function readFlight(scripts: readonly string[]): Json[] {
  const bytes = Buffer.from(scripts.map(pieceOf).join(''));
  const values: Json[] = [];
  for (let at = 0; at < bytes.length;) {
    const colon = bytes.indexOf(COLON, at);
    if (colon < 0) break;
    const start = colon + 1;
    if (bytes[start] === TEXT) {
      const comma = bytes.indexOf(COMMA, start);
      const length = parseInt(bytes.toString('latin1', start + 1, comma < 0 ? start + 1 : comma), 16);
      if (!(length >= 0)) break;
      at = comma + 1 + length;
      continue;
    }
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (bytes[start] === OBJECT || bytes[start] === LIST) {
      const value = tryParse(bytes.toString('utf8', start, end));
      if (value !== undefined) values.push(value);
    }
    at = end + 1;
  }
  return values;
}

const [NEWLINE, COMMA, COLON, TEXT, LIST, OBJECT] = [0x0a, 0x2c, 0x3a, 0x54, 0x5b, 0x7b];

/** `[1,"…"]` carries text; other numbers say how the rows are carried. */
function pieceOf(script: string): string {
  const call = script.indexOf('.push([');
  const piece = call < 0 ? undefined : jsonAt(script, call + '.push('.length);
  const [kind, text] = piece !== undefined && isList(piece) ? piece : [];
  return kind === 1 && typeof text === 'string' ? text : '';
}
