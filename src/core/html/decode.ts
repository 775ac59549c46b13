/**
 * Bytes to text in the order of the HTML standard: byte order mark, HTTP charset, declaration in the document, default.
 * Two steps beyond its prescan follow what browsers show: a meta charset past the first 1024 bytes counts, and
 * undeclared bytes that are valid UTF-8 are UTF-8.
 */

import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import sniff from 'html-encoding-sniffer';
import { contentTypeOf, type ContentType } from './content-type.js';

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

/** The canonical WHATWG name of the encoding that a body of this type is in. */
export function encodingOf(body: Uint8Array, type: ContentType): string {
  const isXml = isXmlEssence(type.essence);
  const isHtml = type.essence === 'text/html' || type.essence === 'application/xhtml+xml';
  const declared = sniffSafely(body, {
    // Outside HTML there is no meta to look for; the sniffer calls that xml.
    xml: !isHtml || type.essence === 'application/xhtml+xml',
    defaultEncoding: UNDECLARED,
    ...(type.charset === undefined ? {} : { transportLayerEncodingLabel: type.charset }),
  });
  if (declared !== UNDECLARED) return declared;
  if (isXml) return xmlDeclaration(body) ?? 'UTF-8';
  if (!isHtml && type.essence !== 'text/plain') return 'UTF-8';
  if (isAscii(body)) return 'UTF-8';
  if (isHtml) {
    const inDocument = xmlDeclaration(body) ?? lateMeta(body);
    if (inDocument !== null) return inDocument;
  }
  return isUtf8(withoutCutCharacter(body)) ? 'UTF-8' : 'windows-1252';
}

function isXmlEssence(essence: string): boolean {
  return essence === 'text/xml' || essence === 'application/xml' || essence.endsWith('+xml');
}

/** The sniffer throws on `content` values that end in "charset"; a page must not be able to do that to us. */
function sniffSafely(bytes: Uint8Array, options: NonNullable<Parameters<typeof sniff>[1]>): string {
  try {
    return sniff(bytes, options);
  } catch {
    return sniff(bytes, { ...options, xml: true });
  }
}

/** `encoding` of an XML declaration, resolved through the label table of the sniffer. */
function xmlDeclaration(body: Uint8Array): string | null {
  const start = asBuffer(body.subarray(0, 256)).toString('latin1');
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
  switch (encoding) {
    case 'windows-1252':
      return decodeWindows1252(bytes);
    case 'replacement':
      // https://encoding.spec.whatwg.org/#replacement-decoder: one error for the whole body.
      return bytes.length === 0 ? '' : '\ufffd';
    case 'x-user-defined':
      return bytes
        .toString('latin1')
        .replace(/[\x80-\xff]/g, (char) => String.fromCharCode(0xf700 + char.charCodeAt(0)));
    default:
      return decoderOf(encoding).decode(bytes);
  }
}

/** 0x80 to 0x9F of windows-1252. */
const WINDOWS_1252_C1 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** Not left to TextDecoder: several versions of Node decode this label as latin1, losing quotes, dashes and the euro. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252_C1[char.charCodeAt(0) - 0x80]!);
}

/** Opening an ICU converter costs more than decoding a page with it. A decoder keeps no state between whole bodies. */
const decoders = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder {
  let decoder = decoders.get(encoding);
  if (decoder === undefined) {
    decoder = openDecoder(encoding);
    decoders.set(encoding, decoder);
  }
  return decoder;
}

function openDecoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    // Node knows every WHATWG encoding but ISO-8859-16, whose nearest relative differs in a few letters.
    return new TextDecoder(encoding === 'ISO-8859-16' ? 'iso-8859-2' : 'utf-8');
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
