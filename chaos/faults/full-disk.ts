/** The disk that the data are on is filled to its last byte, and freed a while later. */

import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FaultKind } from './kind.js';

const input = z.object({ forMs: z.number().int().min(1).max(120_000) });
const BLOCK = Buffer.alloc(1024 * 1024);
/** What is freed by others meanwhile is filled as well. */
const FILL_MS = 200;

export const fullDisk: FaultKind<z.infer<typeof input>> = {
  input,
  queueOf: () => 'disk',
  carryOut: async ({ forMs }, target, signal) => {
    if (target.disk === null) return [];
    const file = join(target.disk.folder, 'filler');
    const filler = openSync(file, 'w');
    try {
      for (const untilMs = Date.now() + forMs; Date.now() < untilMs;) {
        fill(filler);
        await sleep(FILL_MS, undefined, { signal });
      }
    } finally {
      closeSync(filler);
      rmSync(file, { force: true });
    }
    return target.parts();
  },
};

function fill(file: number): void {
  for (let bytes = BLOCK.length; bytes >= 1;) {
    try {
      // Less than asked for is written where less is left.
      if (writeSync(file, BLOCK, 0, bytes) === 0) return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      bytes = Math.floor(bytes / 16);
    }
  }
}
