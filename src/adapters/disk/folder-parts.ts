/** How large the parts of a data folder are, by the files that they are made of. */

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderParts } from '../../ports/folder-parts.js';

/** Which part a file is of, by its path below the data folder. */
function partOf(path: string): keyof FolderParts {
  if (path.startsWith('database/pg_wal/')) return 'wal';
  if (path.startsWith('database/')) return 'database';
  if (path.startsWith('temporal.log')) return 'logs';
  if (path.startsWith('temporal.db')) return 'temporal';
  if (path.startsWith('scrapy/')) return 'spiders';
  return 'other';
}

/** In bytes; all 0 for a folder that does not exist. Files that go meanwhile do not count. */
export async function readFolderParts(dataDir: string): Promise<FolderParts> {
  const parts: Record<keyof FolderParts, number> = {
    ...{ database: 0, wal: 0, temporal: 0, logs: 0, spiders: 0, other: 0 },
  };
  const visit = async (below: string): Promise<void> => {
    const entries = await readdir(join(dataDir, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) parts[partOf(path)] += await bytesOf(join(dataDir, path));
    }
  };
  await visit('');
  return parts;
}

/** What it takes of the disk: a file may be longer than that. 0 for one that has just gone. */
async function bytesOf(file: string): Promise<number> {
  const found = await lstat(file).catch(() => null);
  return found === null ? 0 : Math.min(found.size, found.blocks * 512);
}
