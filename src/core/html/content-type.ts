/** The type of a body: what the server said, or, when it said nothing usable, what the first bytes look like. */

import { MIMEType } from 'whatwg-mimetype';

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

const SNIFFED_BYTES = 1_445;

/** Openings of HTML documents (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type). */
const HTML =
  /^<(?:!--|(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|link|span|main|section|article)[\s>/])/i;

/** File openings as latin1 text. */
const MAGIC: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'application/pdf'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^RIFF[\s\S]{4}WEBPVP/, 'image/webp'],
  [/^PK\x03\x04/, 'application/zip'],
  [/^\x1f\x8b\x08/, 'application/gzip'],
];

/** Bytes that no text contains (https://mimesniff.spec.whatwg.org/#binary-data-byte). */
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/** Guesses the MIME essence of a body whose type nobody stated, from its first bytes alone. */
export function sniffContentType(body: Uint8Array): string {
  const start = latin1(body.subarray(0, SNIFFED_BYTES));
  if (/^(?:\xfe\xff|\xff\xfe)/.test(start)) return 'text/plain';
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (HTML.test(text)) return 'text/html';
  if (text.startsWith('<?xml')) return 'text/xml';
  for (const [opening, essence] of MAGIC) if (opening.test(start)) return essence;
  if (looksBinary(start)) return 'application/octet-stream';
  return /^[[{]\s*(?:["[{\]}\d-]|true|false|null)/.test(text) ? 'application/json' : 'text/plain';
}

/** The stated type or, without one, the sniffed one. */
export function contentTypeOf(header: string | undefined, body: Uint8Array): ContentType {
  return parseContentType(header) ?? { essence: sniffContentType(body), charset: undefined };
}

/** Whether the first bytes could be text in some ASCII-compatible encoding. */
export function looksLikeText(body: Uint8Array): boolean {
  return body.length > 0 && !looksBinary(latin1(body.subarray(0, SNIFFED_BYTES)));
}

function looksBinary(start: string): boolean {
  return BINARY.test(start);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
