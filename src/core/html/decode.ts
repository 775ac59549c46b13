/**
 * Bytes to text in the order of the HTML standard: byte order mark, HTTP charset, declaration in the document, default.
 * Three steps beyond its prescan follow what browsers show: a meta charset past the first 1024 bytes counts, undeclared
 * bytes that are valid UTF-8 are UTF-8, and others are in the encoding that their text tells, before the default.
 */

import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { TextDecoder as WhatwgTextDecoder } from '@exodus/bytes/encoding.js';
import sniff from 'html-encoding-sniffer';
import { pageType } from '../page/page-type.js';
import { contentTypeOf, type ContentType } from './content-type.js';
import { guessEncoding } from './guess-encoding.js';

/** Marks "nothing said which encoding": not the name of one, so it cannot come out of a document. */
const UNDECLARED = 'undeclared';

/** How far a late meta charset is looked for. */
const LATE_META_BYTES = 64 * 1024;

/** An ASCII body reads differently only in these. */
const NOT_ASCII_COMPATIBLE: ReadonlySet<string> = new Set([
  'UTF-16LE',
  'UTF-16BE',
  'ISO-2022-JP',
  'replacement',
]);

/**
 * The text of a body; never throws, as every byte sequence decodes to something (unreadable bytes become U+FFFD).
 *
 * @param contentTypeHeader the Content-Type header, when there was one
 */
export function decodeText(body: Uint8Array, contentTypeHeader?: string): string {
  return decodeAs(body, encodingOf(body, contentTypeOf(contentTypeHeader, body)));
}

/**
 * The start of a body's text: of its first `mostBytes`, in the encoding of the whole. Where that cuts a character the text
 * ends in up to three U+FFFD.
 */
export function decodeStart(
  body: Uint8Array,
  contentTypeHeader: string | undefined,
  mostBytes: number,
): string {
  return decodeAs(body.subarray(0, mostBytes), encodingOf(body, contentTypeOf(contentTypeHeader, body)));
}

/** The canonical WHATWG name of the encoding that a body of this type is in. */
export function encodingOf(body: Uint8Array, type: ContentType): string {
  const declared = sniffSafely(body, {
    // Outside HTML there is no meta to look for; the sniffer calls that xml.
    xml: type.essence !== 'text/html',
    defaultEncoding: UNDECLARED,
    ...(type.charset === undefined ? {} : { transportLayerEncodingLabel: type.charset }),
  });
  if (declared !== UNDECLARED) return declared;
  const kind = pageType(type.essence);
  if ((kind !== 'html' && kind !== 'xml' && kind !== 'text') || isSameInAll(body)) return 'UTF-8';
  if (kind !== 'text') {
    const inDocument = xmlEncoding(body) ?? (kind === 'html' ? lateMeta(body) : null);
    if (inDocument !== null) return inDocument;
    if (kind === 'xml') return 'UTF-8';
  }
  return looksLikeUtf8(body) ? 'UTF-8' : (guessOf(body) ?? 'windows-1252');
}

/** By body: a page is decoded in parts, as a whole, and asked about. */
const guesses = new WeakMap<Uint8Array, string | null>();

function guessOf(body: Uint8Array): string | null {
  let guess = guesses.get(body);
  if (guess === undefined) {
    guess = guessEncoding(body);
    guesses.set(body, guess);
  }
  return guess;
}

/** The encoding that a body was decoded in although nothing said so but its text; null where it was not. */
export function guessedEncoding(body: Uint8Array): string | null {
  return guesses.get(body) ?? null;
}

/** ASCII without what starts UTF-16 or a switch of ISO-2022-JP. */
function isSameInAll(body: Uint8Array): boolean {
  return isAscii(body) && !body.includes(0x1b) && !body.subarray(0, 2).includes(0);
}

/** The sniffer throws on `content` values that end in "charset"; a page must not be able to do that to us. */
function sniffSafely(bytes: Uint8Array, options: NonNullable<Parameters<typeof sniff>[1]>): string {
  try {
    return sniff(bytes, options);
  } catch {
    return sniff(bytes, { ...options, xml: true });
  }
}

/** What an XML declaration says, resolved through the label table of the sniffer, or shows by the bytes it is made of. */
function xmlEncoding(body: Uint8Array): string | null {
  const start = asBuffer(body.subarray(0, 256)).toString('latin1');
  if (start.startsWith('<\0?\0x\0')) return 'UTF-16LE';
  if (start.startsWith('\0<\0?\0x')) return 'UTF-16BE';
  const label = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  if (label === undefined) return null;
  const encoding = sniff(new Uint8Array(0), { transportLayerEncodingLabel: label, defaultEncoding: 'UTF-8' });
  // The declaration was readable as ASCII, so the document cannot be UTF-16 whatever it claims.
  return encoding.startsWith('UTF-16') ? 'UTF-8' : encoding;
}

/** Browsers restart parsing when they meet a meta charset after the prescanned part. */
function lateMeta(body: Uint8Array): string | null {
  const start = asBuffer(body.subarray(0, LATE_META_BYTES)).toString('latin1');
  const at = /<meta\s[^>]{0,400}charset/i.exec(start)?.index;
  if (at === undefined) return null;
  const encoding = sniffSafely(body.subarray(at), { defaultEncoding: UNDECLARED });
  return encoding === UNDECLARED ? null : encoding;
}

/** A body cut at the byte limit may end inside a character, which must not make it look like something else. */
function looksLikeUtf8(body: Uint8Array): boolean {
  if (isUtf8(body)) return true;
  const whole = withoutCutCharacter(body);
  return !isAscii(whole) && isUtf8(whole);
}

function withoutCutCharacter(body: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back < body.length; back++) {
    const byte = body[body.length - back]!;
    if (byte < 0x80) return body;
    if (byte >= 0xc0) return body.subarray(0, body.length - back);
  }
  return body;
}

/** Decodes by the canonical WHATWG name of an encoding. */
export function decodeAs(body: Uint8Array, encoding: string): string {
  const bytes = asBuffer(body);
  if (!NOT_ASCII_COMPATIBLE.has(encoding) && isAscii(bytes)) return bytes.toString('latin1');
  // https://encoding.spec.whatwg.org/#replacement-decoder: one error for the whole body.
  if (encoding === 'replacement') return bytes.length === 0 ? '' : '\ufffd';
  return decoderOf(encoding).decode(bytes);
}

/** Opening an ICU converter costs more than decoding a page with it. A decoder keeps no state between whole bodies. */
const decoders = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder {
  let decoder = decoders.get(encoding);
  if (decoder === undefined) {
    // Node's own reads the legacy encodings by ICU's tables, which are not those of the standard: half of the Hangul
    // syllables are missing from its EUC-KR, Hong Kong's characters from its Big5, the quotes from its windows-1252.
    decoder = encoding.startsWith('UTF-') ? new TextDecoder(encoding) : new WhatwgTextDecoder(encoding);
    decoders.set(encoding, decoder);
  }
  return decoder;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
