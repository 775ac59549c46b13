/** What a PDF says about itself, as far as it is worth believing. */

import { collapse } from './text.js';
import type { TextFacts } from './text-page.js';

/** A line of a page and the size of its letters. */
export interface PdfLine {
  readonly text: string;
  readonly size: number;
}

/** Values of the document information dictionary or of XMP metadata by name, untrusted. */
export type PdfValues = (name: string) => unknown;

/**
 * The document information dictionary (ISO 32000-1, 14.3.3), where it is silent the XMP metadata, and for the title what
 * stands out on the first page.
 */
export function pdfFacts(
  info: PdfValues,
  xmp: PdfValues,
  firstPage: readonly PdfLine[],
  pages: number,
): TextFacts {
  const facts = {
    title: titleOf(info('Title')) ?? titleOf(xmp('dc:title')) ?? standingOut(firstPage),
    author: textOf(info('Author')) ?? textOf(xmp('dc:creator')),
    description: textOf(info('Subject')) ?? textOf(xmp('dc:description')),
    keywords: textOf(info('Keywords')) ?? textOf(xmp('pdf:keywords')) ?? textOf(xmp('dc:subject')),
    language: textOf(info('Language')) ?? textOf(xmp('dc:language')),
    created: pdfDate(info('CreationDate')) ?? textOf(xmp('xmp:createdate')),
    modified: pdfDate(info('ModDate')) ?? textOf(xmp('xmp:modifydate')),
    pages,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

const MAX_CHARS = 2_000;

function textOf(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(', ') : value;
  if (typeof text !== 'string') return undefined;
  return collapse(text.replaceAll('\0', '').slice(0, MAX_CHARS)) || undefined;
}

/** What programs write when nobody gave a title: the name of the file, or of nothing. */
const NO_TITLE =
  /^(?:untitled|unbenannt|no title|document\d*|title|slide 1|powerpoint presentation|microsoft (?:word|excel|powerpoint)\b.*)$|\.(?:docx?|xlsx?|pptx?|odt|rtf|indd|qxd|fm|tex|dvi|ps|pdf|html?)$/i;

function titleOf(value: unknown): string | undefined {
  const title = textOf(value);
  return title === undefined || NO_TITLE.test(title) ? undefined : title;
}

const MAX_TITLE_CHARS = 300;
/** How much larger than most of the page a title is. */
const STANDS_OUT = 1.15;

/** The first lines in the largest letters, if most of the page is smaller. */
export function standingOut(lines: readonly PdfLine[]): string | undefined {
  const words = lines.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const largest = Math.max(0, ...words.slice(0, 1_000).map(({ size }) => size));
  if (largest < STANDS_OUT * usualSize(words)) return undefined;
  const isLarge = ({ size }: PdfLine): boolean => size > largest * 0.98;
  const from = words.findIndex(isLarge);
  const rest = words.slice(from);
  const end = rest.findIndex((line) => !isLarge(line));
  const title = collapse((end < 0 ? rest : rest.slice(0, end)).map(({ text }) => text).join(' '));
  return title === '' || title.length > MAX_TITLE_CHARS ? undefined : title;
}

/** The size that most letters have. */
function usualSize(lines: readonly PdfLine[]): number {
  const lettersBySize = new Map<number, number>();
  for (const { text, size } of lines) {
    const rounded = Math.round(size * 10) / 10;
    lettersBySize.set(rounded, (lettersBySize.get(rounded) ?? 0) + text.length);
  }
  const [usual] = [...lettersBySize].sort(([, a], [, b]) => b - a);
  return usual?.[0] ?? 0;
}

const DATE = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?)?/;

/** `D:20240314120000+01'00'` (ISO 32000-1, 7.9.4) as ISO 8601. */
export function pdfDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = DATE.exec(value.trim());
  if (parts === null) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour,
    minute = '00',
    second = '00',
    sign,
    zoneHour,
    zoneMinute = '00',
  ] = parts;
  const date = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(date))) return undefined;
  if (hour === undefined) return date;
  return `${date}T${hour}:${minute}:${second}${sign === undefined ? 'Z' : `${sign}${zoneHour}:${zoneMinute}`}`;
}
