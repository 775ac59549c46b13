/**
 * Whether the compressed data of an answer are complete. Browsers show what there is of a page whose data end early, and
 * tell nobody.
 */

import zlib from 'node:zlib';
import type { AnswerHead } from './head.js';

export interface CodingCheck {
  /** The next bytes of the body, without what frames them. */
  write(bytes: Buffer): void;
  /** The body is over: whether its data end too early. False where that is not known. Never rejects. */
  end(): Promise<boolean>;
  /** Nobody asks any more. */
  drop(): void;
}

/** Longer pages are not checked: in bytes that come out, and in bytes that wait to be looked at. */
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/** Null for what is no HTML page in one known coding. */
export function checkCoding({ headers }: AnswerHead): CodingCheck | null {
  const valueOf = (wanted: string): string =>
    headers
      .filter(([name]) => name === wanted)
      .map(([, value]) => value)
      .join(', ')
      .toLowerCase();
  if (!/^(?:text\/html|application\/xhtml\+xml|$)/.test(valueOf('content-type'))) return null;
  const inflater = inflaterOf(valueOf('content-encoding'));
  if (inflater === null) return null;
  let length = 0;
  const ended = new Promise<boolean>((resolve) => {
    inflater.on('data', (bytes: Buffer) => {
      length += bytes.length;
      if (length > MAX_PAGE_BYTES) inflater.destroy();
    });
    // Other errors are of data that are no such coding, or of what stands behind them.
    inflater.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'Z_BUF_ERROR'));
    inflater.on('end', () => resolve(false));
    inflater.on('close', () => resolve(false));
  });
  return {
    write: (bytes) => {
      if (inflater.writableLength > MAX_WAITING_BYTES) inflater.destroy();
      if (inflater.writable) inflater.write(bytes);
    },
    end: () => {
      if (inflater.writable) inflater.end();
      return ended;
    },
    drop: () => void inflater.destroy(),
  };
}

function inflaterOf(coding: string): zlib.Gunzip | zlib.BrotliDecompress | null {
  if (coding === 'gzip' || coding === 'x-gzip') return zlib.createGunzip();
  return coding === 'br' ? zlib.createBrotliDecompress() : null;
}
