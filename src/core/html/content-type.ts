/** The type of a body: what the server said, or, when it said nothing usable, what the first bytes look like. */

import { MIMEType } from 'whatwg-mimetype';
import { pageType } from '../page/page-type.js';

export interface ContentType {
  /** `type/subtype` in lower case. */
  readonly essence: string;
  /** The charset parameter as the server spelled it. */
  readonly charset: string | undefined;
}

/** Values by which servers say that they do not know (https://mimesniff.spec.whatwg.org/#supplied-mime-type-detection-algorithm). */
const UNKNOWN: ReadonlySet<string> = new Set(['unknown/unknown', 'application/unknown', '*/*']);

/**
 * Reads a Content-Type header, repeated ones joined with a comma: the last valid value counts and inherits the charset
 * of an earlier one of the same type (https://fetch.spec.whatwg.org/#concept-header-extract-mime-type).
 * Null when there is no usable value.
 */
export function parseContentType(header: string | undefined): ContentType | null {
  if (header === undefined) return null;
  let found: ContentType | null = null;
  for (const value of splitValues(header)) {
    const parsed = MIMEType.parse(value);
    if (parsed === null || UNKNOWN.has(parsed.essence)) continue;
    found = withCharset(parsed.essence, parsed.parameters.get('charset'), found);
  }
  return found;
}

function withCharset(essence: string, charset: string | undefined, earlier: ContentType | null): ContentType {
  return { essence, charset: charset ?? (earlier?.essence === essence ? earlier.charset : undefined) };
}

/** At commas outside quoted strings. */
function splitValues(header: string): string[] {
  return header.includes(',') ? (header.match(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g) ?? []) : [header];
}

/** Types of downloads whose server does not know what they are. */
const UNSURE: ReadonlySet<string> = new Set([
  'application/octet-stream',
  'binary/octet-stream',
  'application/download',
  'application/x-download',
  'application/force-download',
  'application/x-force-download',
]);

/** How much of a body is looked at. */
export const SNIFFED_BYTES = 1_445;

/** Openings of HTML documents (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type). */
const HTML =
  /^<(?:!--|(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|link|span|main|section|article)[\s>/])/i;

const XML = /^<(?:\?xml|(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>])/;

/** File openings as latin1 text, none of which any text begins with. */
const MAGIC: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-\d/, 'application/pdf'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^GIF8[79]a[\s\S][\0-\x08]/, 'image/gif'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^RIFF[\s\S]{4}WEBPVP/, 'image/webp'],
  [/^RIFF[\s\S]{4}WAVE/, 'audio/wave'],
  [/^ID3[\x02-\x04]\0/, 'audio/mpeg'],
  [/^OggS\0/, 'application/ogg'],
  [/^\0\0[\s\S]{2}ftyp/, 'video/mp4'],
  [/^\x1aE\xdf\xa3/, 'video/webm'],
  [/^wOFF\0/, 'font/woff'],
  [/^wOF2\0/, 'font/woff2'],
  [/^PK\x03\x04/, 'application/zip'],
  [/^\x1f\x8b\x08/, 'application/gzip'],
  [/^Rar!\x1a\x07/, 'application/x-rar-compressed'],
  [/^7z\xbc\xaf\x27\x1c/, 'application/x-7z-compressed'],
];

/** Bytes that no text contains (https://mimesniff.spec.whatwg.org/#binary-data-byte). */
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

const UTF_16_MARK = /^(?:\xfe\xff|\xff\xfe)/;

/** Guesses the MIME essence of a body whose type nobody stated, from its first bytes alone. */
export function sniffContentType(body: Uint8Array): string {
  const start = startOf(body);
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (HTML.test(text)) return 'text/html';
  if (XML.test(text)) return 'text/xml';
  if (UTF_16_MARK.test(start)) return 'text/plain';
  const magic = magicType(start);
  if (magic !== null) return magic;
  if (looksBinary(start)) return 'application/octet-stream';
  return /^[[{]\s*(?:["[{\]}\d-]|true|false|null)/.test(text) ? 'application/json' : 'text/plain';
}

/** The stated type, unless it says nothing or the bytes show that it cannot be; then the sniffed one. */
export function contentTypeOf(header: string | undefined, body: Uint8Array): ContentType {
  const stated = parseContentType(header);
  if (stated === null) return { essence: sniffContentType(body), charset: undefined };
  if (UNSURE.has(stated.essence)) return { ...stated, essence: sniffContentType(body) };
  return isStatedForGood(stated)
    ? stated
    : { ...stated, essence: contradiction(stated, body) ?? stated.essence };
}

/** The type of an answer whatever its body is, or null when that depends on the body. */
export function certainType(header: string | undefined): string | null {
  const stated = parseContentType(header);
  return stated !== null && !UNSURE.has(stated.essence) && isStatedForGood(stated) ? stated.essence : null;
}

/** Only what is said to be text can turn out to be something else. */
function isStatedForGood({ essence }: ContentType): boolean {
  const type = pageType(essence);
  return type === 'pdf' || type === 'nothing';
}

/** The charsets that servers state for files of which they know nothing. */
const DEFAULT_CHARSET = /^(?:iso-8859-1|utf-8)$/i;

/**
 * Something with the signature of another type is of that type, and plain text with bytes that no text contains is none
 * (https://mimesniff.spec.whatwg.org/#rules-for-text-or-binary).
 */
function contradiction({ essence, charset }: ContentType, body: Uint8Array): string | null {
  const start = startOf(body);
  const magic = magicType(start);
  if (magic !== null) return magic;
  const mayBeBinary = essence === 'text/plain' && (charset === undefined || DEFAULT_CHARSET.test(charset));
  return mayBeBinary && !UTF_16_MARK.test(start) && looksBinary(start) ? 'application/octet-stream' : null;
}

function magicType(start: string): string | null {
  return MAGIC.find(([opening]) => opening.test(start))?.[1] ?? null;
}

/** Whether the first bytes could be text in some ASCII-compatible encoding. */
export function looksLikeText(body: Uint8Array): boolean {
  return body.length > 0 && !looksBinary(startOf(body));
}

function looksBinary(start: string): boolean {
  return BINARY.test(start);
}

/** The bytes that are looked at, as latin1 text. */
function startOf(body: Uint8Array): string {
  const length = Math.min(body.byteLength, SNIFFED_BYTES);
  return Buffer.from(body.buffer, body.byteOffset, length).toString('latin1');
}
