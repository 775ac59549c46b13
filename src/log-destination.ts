/**
 * Where the lines of the log go: a file descriptor, written at once. A line that cannot be written is dropped, and how many
 * were is said once lines can be written again. pino's own destination holds up the whole process until the disk has room.
 */

import { writeSync } from 'node:fs';

/** A pipe whose reader is slow: so often, and so long each time, a line waits for it. */
const TRIES = 20;
const BUSY_MS = 50;

export interface LogDestination {
  /** `line` ends with a line feed. Never throws. */
  write(line: string): void;
}

/** Writes some bytes and returns how many; throws as `writeSync` does. */
type Write = (bytes: Buffer) => number;

export function createLogDestination(
  fd: number,
  write: Write = (bytes) => writeSync(fd, bytes),
): LogDestination {
  let dropped = 0;
  /** The last line was written in part: the next one must not be glued to it. */
  let isCut = false;
  return {
    write: (line) => {
      const lost = dropped === 0 ? '' : notice(dropped);
      const bytes = Buffer.from(`${isCut ? '\n' : ''}${lost}${line}`);
      const written = writeAll(bytes, write, dropped === 0 ? TRIES : 1);
      if (written === bytes.length) {
        dropped = 0;
        isCut = false;
      } else {
        dropped += 1;
        isCut ||= written > 0;
      }
    },
  };
}

function notice(lines: number): string {
  return `${JSON.stringify({ level: 40, time: Date.now(), msg: 'lines of the log could not be written', lines })}\n`;
}

/** Returns how many bytes were written. */
function writeAll(bytes: Buffer, write: Write, tries: number): number {
  let written = 0;
  for (let failures = 0; written < bytes.length && failures < tries;) {
    try {
      written += write(bytes.subarray(written));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') break;
      failures += 1;
      if (failures < tries) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);
    }
  }
  return written;
}
