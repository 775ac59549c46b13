/**
 * UTF-8 that was read as windows-1252, as browsers read a document that declares no encoding and does not look like another
 * legacy one. Nothing is lost by that: windows-1252 has a character for each byte.
 */

import { isUtf8 } from 'node:buffer';
import { decodeAs } from './decode.js';

/** The character of each byte above ASCII, from 0x80 on. */
const CHARACTERS = decodeAs(
  Uint8Array.from({ length: 128 }, (_, at) => 128 + at),
  'windows-1252',
);
const BYTES = new Map([...CHARACTERS].map((character, at) => [character, 128 + at] as const));
const of = (from: number, to: number): string => `[${CHARACTERS.slice(from - 128, to - 128 + 1)}]`;
/** A no-break space is written so in the HTML that a browser writes out. */
const REST = `(?:${of(0x80, 0xbf)}|&nbsp;)`;
/** A character of UTF-8 by its length (RFC 3629); which of them are none is left to the decoder. */
const SEQUENCE = new RegExp(
  `${of(0xc2, 0xdf)}${REST}|${of(0xe0, 0xef)}${REST}{2}|${of(0xf0, 0xf4)}${REST}{3}`,
  'g',
);

/** Whether the HTML has characters that may be misread UTF-8. Pages in windows-1252 have some by chance, such as `É»`. */
export function mayBeMisread(html: string): boolean {
  return html.search(SEQUENCE) !== -1;
}

/**
 * The HTML of a document whose bytes are UTF-8, with what was misread as what it says. What a script has put in was never
 * bytes, and stays as it is.
 */
export function undoMisreadUtf8(html: string): string {
  return html.replace(SEQUENCE, (misread) => {
    const characters = Array.from(misread.replaceAll('&nbsp;', '\u00a0'));
    const bytes = Buffer.from(characters.map((character) => BYTES.get(character)!));
    return isUtf8(bytes) ? bytes.toString('utf8') : misread;
  });
}
