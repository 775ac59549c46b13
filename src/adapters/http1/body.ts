/** The body of an HTTP/1 answer without what frames it, as browsers read it: blanks and line feeds around sizes pass. */

import type { Framing } from './head.js';

export interface BodyReader {
  /** Takes bytes that came from the connection and gives those of the body among them. */
  read(bytes: Buffer): Buffer;
  /** Nothing that comes now belongs to the body: it is complete, or it broke its own framing. */
  readonly isOver: boolean;
  /** Whether the body is complete if the connection ends now. */
  readonly isWhole: boolean;
  /** More came than belongs to the body: nobody knows what the connection would bring next. */
  readonly hasSurplus: boolean;
}

export function createBodyReader(framing: Framing): BodyReader {
  switch (framing.kind) {
    case 'none':
      return lengthReader(0);
    case 'length':
      return lengthReader(framing.bytes);
    case 'chunked':
      return chunkReader();
    case 'close':
      return { read: (bytes) => bytes, isOver: false, isWhole: true, hasSurplus: false };
  }
}

function lengthReader(length: number): BodyReader {
  let left = length;
  let hasSurplus = false;
  return {
    read: (bytes) => {
      const wanted = bytes.subarray(0, left);
      left -= wanted.length;
      hasSurplus ||= wanted.length < bytes.length;
      return wanted;
    },
    get isOver() {
      return left === 0;
    },
    get isWhole() {
      return left === 0;
    },
    get hasSurplus() {
      return hasSurplus;
    },
  };
}

/** A size with its extension is not longer than this. */
const MAX_LINE_BYTES = 16 * 1024;

/** What comes next: a line with a size, bytes of a chunk, the line end behind them, or the lines behind the last one. */
type Expecting = 'size' | 'chunk' | 'end_of_chunk' | 'trailers';

function chunkReader(): BodyReader {
  let expecting: Expecting = 'size';
  let left = 0;
  let line = '';
  let state: 'reading' | 'whole' | 'broken' = 'reading';
  let hasSurplus = false;

  const takeLine = (text: string): void => {
    if (expecting === 'trailers') {
      if (text === '') state = 'whole';
    } else if (expecting === 'end_of_chunk') {
      if (text === '') expecting = 'size';
      else state = 'broken';
    } else {
      const size = text.split(';', 1)[0]!.trim();
      if (!/^[\da-f]{1,12}$/i.test(size)) state = 'broken';
      left = Number.parseInt(size, 16);
      expecting = left === 0 ? 'trailers' : 'chunk';
    }
  };

  return {
    read: (bytes) => {
      const parts: Buffer[] = [];
      let at = 0;
      while (at < bytes.length && state === 'reading') {
        if (expecting === 'chunk') {
          const part = bytes.subarray(at, at + left);
          parts.push(part);
          at += part.length;
          left -= part.length;
          if (left === 0) expecting = 'end_of_chunk';
          continue;
        }
        const end = bytes.indexOf(10, at);
        line += bytes.toString('latin1', at, end === -1 ? bytes.length : end);
        if (line.length > MAX_LINE_BYTES) state = 'broken';
        at = end === -1 ? bytes.length : end + 1;
        if (end === -1) break;
        takeLine(line.replace(/\r$/, ''));
        line = '';
      }
      hasSurplus ||= at < bytes.length;
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    },
    get isOver() {
      return state !== 'reading';
    },
    get isWhole() {
      // Servers leave out the line behind the last chunk.
      return state === 'whole' || (state === 'reading' && expecting === 'trailers');
    },
    get hasSurplus() {
      return hasSurplus;
    },
  };
}
