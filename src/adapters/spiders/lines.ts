/** Streams of a child as lines, bounded. */

import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/**
 * Calls `onLine` for every line of the stream. One longer than `mostBytes` is handed on in its first part, with `cut`
 * set; the rest of it is dropped. Resolves when the stream has ended.
 */
export function readLines(
  stream: Readable,
  mostChars: number,
  onLine: (line: string, cut: boolean) => void,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  // Joined when the line is whole: appending to a long text again and again copies it each time.
  let parts: string[] = [];
  let length = 0;
  const add = (text: string): void => {
    if (length < mostChars) parts.push(text);
    length += text.length;
  };
  const end = (): void => {
    if (length > 0) onLine(parts.join('').slice(0, mostChars), length > mostChars);
    parts = [];
    length = 0;
  };
  stream.on('data', (chunk: Buffer) => {
    const lines = decoder.write(chunk).split('\n');
    for (const [at, text] of lines.entries()) {
      if (at > 0) end();
      add(text);
    }
  });
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    stream.once('close', () => {
      end();
      resolve();
    });
  });
}
