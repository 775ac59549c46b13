/** One compressed stream undone within a byte limit. */

import type { Transform } from 'node:stream';
import type { Deadline } from './deadline.js';

export interface Decoded {
  readonly bytes: Uint8Array;
  /** Cut at the limit, or the compressed bytes were incomplete or broken after this part. */
  readonly truncated: boolean;
  /** All of it is there, and a checksum says that it is not as it was sent. */
  readonly hasWrongSum?: boolean;
}

/** Keeps what was decoded when the input ends early, breaks or exceeds the limit. */
export function inflateStream(
  inflater: Transform,
  input: Uint8Array,
  limit: number,
  deadline: Deadline,
): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (truncated: boolean): void => {
      deadline.onEnd = null;
      inflater.destroy();
      resolve({ bytes: Buffer.concat(chunks), truncated });
    };
    deadline.onEnd = (reason) => {
      inflater.destroy();
      reject(reason);
    };
    inflater.on('data', (chunk: Buffer) => {
      const room = limit - length;
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      length += chunk.length;
      if (length > limit) finish(true);
    });
    inflater.on('error', () => finish(true));
    inflater.on('end', () => finish(false));
    // Ending only after the write was worked off: a stream that ends early then fails with its output already out.
    inflater.write(input, () => inflater.end());
  });
}
