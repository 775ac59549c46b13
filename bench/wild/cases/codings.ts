/** Compressed pages that are not as they should be. */

import { gzipSync } from 'node:zlib';
import { BOTH, pageWith, type Values, type WildCase } from '../case.js';
import { answering, serveHandler } from '../serve.js';

const WANTS: Values = { heading: 'The zipped page', price: 24.9 };
export const CUT_GZIP = 'a large page in gzip that is cut';
const WRONG_SUM = /does not fit its checksum/;
const LARGE_WORDS = 70_000;

/** Paragraphs of words that hardly shrink, so that the compressed page is large as well. */
function filler(words: number): string {
  let state = 1;
  const word = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state.toString(36);
  };
  const paragraph = (): string => `<p>${Array.from({ length: 50 }, word).join(' ')}</p>`;
  return Array.from({ length: Math.ceil(words / 50) }, paragraph).join('\n');
}

function zipped(
  name: string,
  body: () => Buffer,
  kind: WildCase['kind'] = 'page',
  warning?: RegExp,
): WildCase {
  return {
    ...{ group: 'Compressed pages', name, kind, schemes: BOTH },
    wants: kind === 'cut' ? { heading: 'The zipped page' } : WANTS,
    ...(warning === undefined ? {} : { warning }),
    open: (scheme) => serveHandler(answering(body(), { 'content-encoding': 'gzip' }), scheme),
  };
}

const small = (): Buffer => gzipSync(pageWith(WANTS));
let largeOnce: Buffer | undefined;
const large = (): Buffer => Buffer.from((largeOnce ??= gzipSync(pageWith(WANTS, filler(LARGE_WORDS)))));

function wrongSum(bytes: Buffer): Buffer {
  bytes.writeUInt32LE((bytes.readUInt32LE(bytes.length - 8) ^ 1) >>> 0, bytes.length - 8);
  return bytes;
}

export const codings: readonly WildCase[] = [
  zipped('gzip with a line end behind it', () => Buffer.concat([small(), Buffer.from('\r\n')])),
  zipped('gzip with a comment behind it', () => Buffer.concat([small(), Buffer.from('<!-- cached -->')])),
  zipped('a large page in gzip with a comment behind it', () =>
    Buffer.concat([large(), Buffer.from('<!-- cached -->')]),
  ),
  zipped('gzip with a wrong checksum', () => wrongSum(small()), 'page', WRONG_SUM),
  zipped('a large page in gzip with a wrong checksum', () => wrongSum(large()), 'page', WRONG_SUM),
  zipped('gzip that ends within its checksum', () => small().subarray(0, -5)),
  zipped(CUT_GZIP, () => large().subarray(0, 300_000), 'cut', /ended early or was too long/),
];
