/** Asks the file system of a folder how much of it is free. */

import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FreeSpace } from '../../ports/free-space.js';
import { codeOf } from '../error-code.js';

/** Of the folder, or of the nearest one above it that exists. Rejects with what the file system says. */
export async function readFreeSpace(folder: string): Promise<FreeSpace> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, blocks, bsize } = await statfs(at);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || dirname(at) === at) throw error;
    }
  }
}
