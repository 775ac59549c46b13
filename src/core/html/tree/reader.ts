/** The text of a page, the place that is read, and texts from it. */

import { decodeHTML, decodeHTMLAttribute } from 'entities/decode';

export interface Reader {
  readonly source: string;
  at: number;
  /** Where the next `&` is, at or behind the last place that was asked for. */
  amp: number;
  /** The tag that is being read. */
  name: string;
  /** As of `numberOf`. */
  number: number;
  attribs: Record<string, string>;
  isSelfClosing: boolean;
  readonly hasNul: boolean;
}

/** `html`: line breaks may be of any kind. */
export function newReader(html: string): Reader {
  const source = html.includes('\r') ? html.replace(/\r\n?/g, '\n') : html;
  return {
    source,
    at: 0,
    amp: -1,
    name: '',
    number: -1,
    attribs: {},
    isSelfClosing: false,
    hasNul: source.includes('\0'),
  };
}

/** Text with its character references decoded. */
export function textBetween(reader: Reader, start: number, end: number): string {
  const text = reader.source.slice(start, end);
  return hasAmp(reader, start, end) ? decodeHTML(text) : text;
}

function hasAmp(reader: Reader, start: number, end: number): boolean {
  if (reader.amp < start) {
    const next = reader.source.indexOf('&', start);
    reader.amp = next === -1 ? Infinity : next;
  }
  return reader.amp < end;
}

/** Text as it stands, for elements that hold no markup. */
export function rawBetween({ source, hasNul }: Reader, start: number, end: number): string {
  const text = source.slice(start, end);
  return hasNul ? text.replaceAll('\0', '\ufffd') : text;
}

/** The value of an attribute, decoded. */
export function valueBetween(reader: Reader, start: number, end: number): string {
  const written = reader.source.slice(start, end);
  const value = hasAmp(reader, start, end) ? decodeHTMLAttribute(written) : written;
  return reader.hasNul ? value.replaceAll('\0', '\ufffd') : value;
}
