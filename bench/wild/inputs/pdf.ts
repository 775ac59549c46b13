/** PDF documents built in a test, byte by byte. */

import { deflateSync } from 'node:zlib';

export interface PdfLineSpec {
  readonly text: string;
  readonly size: number;
}

export interface PdfSpec {
  /** The lines of each page, in 12 pt unless they say otherwise. Characters of windows-1252. */
  readonly pages: readonly (readonly (string | PdfLineSpec)[])[];
  /** The document information dictionary. */
  readonly info?: Readonly<Record<string, string>>;
  readonly lang?: string;
  /** What `/Count` claims, when not the truth. */
  readonly count?: number;
}

/** Objects 1 to n as PDF syntax; object 1 is the catalog. `trailer` is added to the trailer dictionary. */
export function assemblePdf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const add = (bytes: Buffer): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    add(Buffer.from(`${index + 1} 0 obj\n`));
    add(typeof object === 'string' ? Buffer.from(object, 'latin1') : object);
    add(Buffer.from('\nendobj\n'));
  });
  const xref = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  add(
    Buffer.from(
      `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A stream object, compressed with deflate. */
export function deflated(data: Buffer, dictionary = ''): Buffer {
  const bytes = deflateSync(data);
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} /Filter /FlateDecode ${dictionary} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

export function buildPdf({ pages, info = {}, lang, count = pages.length }: PdfSpec): Buffer {
  const first = 4;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const infoNo = first + pages.length * 2;
  return assemblePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${lang === undefined ? '' : `/Lang (${lang})`} >>`,
      `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
      ...pages.flatMap((lines, index) => [
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> ' +
          `/Contents ${first + index * 2 + 1} 0 R >>`,
        deflated(Buffer.from(content(lines), 'latin1')),
      ]),
      `<< ${Object.entries(info)
        .map(([name, value]) => `/${name} ${textString(value)}`)
        .join(' ')} >>`,
    ],
    `/Info ${infoNo} 0 R`,
  );
}

function content(lines: PdfSpec['pages'][number]): string {
  const shown = lines
    .map((line) => (typeof line === 'string' ? { text: line, size: 12 } : line))
    .map(({ text, size }) => `/F1 ${size} Tf ${literal(text)} Tj 0 ${-(size + 8)} Td`);
  return `BT 50 780 Td ${shown.join('\n')} ET`;
}

const WINDOWS_1252: Readonly<Record<string, string>> = { '€': '\x80', '–': '\x96', '“': '\x93', '”': '\x94' };

function literal(text: string): string {
  return `(${text.replace(/[()\\]/g, '\\$&').replace(/[€–“”]/g, (char) => WINDOWS_1252[char] ?? char)})`;
}

/** Any character, as UTF-16 with a byte order mark. */
function textString(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;
}
