/** Eyes for a model of the tests: reads the picture of digits that the service shows a model to find out whether it sees. */

import { inflateSync } from 'node:zlib';

/** The digits of a picture that is as wide as there are digits, by comparing it with pictures of known digits. */
export function readDigits(
  picture: Uint8Array,
  draw: (digits: string) => Uint8Array,
  length: number,
): string {
  const columns = inkOf(picture);
  let read = '';
  for (let at = 0; at < length; at += 1) {
    const candidates = Array.from({ length: 10 }, (_, digit) => `${read}${digit}`.padEnd(length, ' '));
    const inks = candidates.map((digits) => inkOf(draw(digits)));
    // The first column in which a blank differs, up to the one where the next digit begins.
    const best = inks
      .map((ink, digit) => ({ digit, same: firstDifference(ink, columns) }))
      .sort((a, b) => b.same - a.same)[0];
    read += String(best?.digit);
  }
  return read;
}

function firstDifference(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((column, index) => column !== other[index]);
  return at < 0 ? one.length : at;
}

/** The columns of the picture from left to right, each as text. */
function inkOf(png: Uint8Array): string[] {
  const file = Buffer.from(png);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const at = file.indexOf('IDAT');
  const rows = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)));
  return Array.from({ length: width }, (_, x) =>
    Array.from({ length: height }, (__, y) => (rows[y * (width + 1) + 1 + x] === 0 ? '#' : '.')).join(''),
  );
}
