/** A picture of digits, black on white: what a model that sees images can read, and one that does not cannot guess. */

import { crc32, deflateSync } from 'node:zlib';

/** Five columns by seven rows a digit, a row a number whose highest of five bits is its first column. */
const FONT: readonly (readonly number[])[] = [
  [14, 17, 19, 21, 25, 17, 14],
  [4, 12, 4, 4, 4, 4, 14],
  [14, 17, 1, 2, 4, 8, 31],
  [31, 2, 4, 2, 1, 17, 14],
  [2, 6, 10, 18, 31, 2, 2],
  [31, 16, 30, 1, 1, 17, 14],
  [6, 8, 16, 30, 17, 17, 14],
  [31, 1, 2, 4, 8, 8, 8],
  [14, 17, 17, 14, 17, 17, 14],
  [14, 17, 17, 15, 1, 2, 12],
];
const COLUMNS = 5;
const ROWS = 7;
/** Pixels of the picture for one of the font. */
const SCALE = 12;
/** Of the font, around the digits and between them. */
const MARGIN = 3;
const GAP = 2;
const WHITE = 255;

/** A PNG (RFC 2083), 8 bits of grey a pixel. */
export function drawDigits(digits: string): Uint8Array {
  const width = (2 * MARGIN + digits.length * (COLUMNS + GAP) - GAP) * SCALE;
  const height = (2 * MARGIN + ROWS) * SCALE;
  // Each row begins with a byte that names its filter: none.
  const pixels = Buffer.alloc((width + 1) * height, WHITE);
  for (let y = 0; y < height; y += 1) {
    pixels[y * (width + 1)] = 0;
    for (let x = 0; x < width; x += 1) if (isInk(digits, x, y)) pixels[y * (width + 1) + 1 + x] = 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

function isInk(digits: string, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x / SCALE) - MARGIN, Math.floor(y / SCALE) - MARGIN];
  if (column < 0 || row < 0) return false;
  const digit = Number(digits[Math.floor(column / (COLUMNS + GAP))]);
  const at = column % (COLUMNS + GAP);
  return at < COLUMNS && (((FONT[digit]?.[row] ?? 0) >> (COLUMNS - 1 - at)) & 1) === 1;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
