/** How large the embedded parts of a data folder are. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface FolderSize {
  /** Tables and indexes of the embedded database. */
  readonly tables: number;
  readonly wal: number;
  /** Temporal's file with its journal. */
  readonly temporal: number;
}

/** In bytes; 0 for what is not there. */
export function sizeOfDataDir(dataDir: string): FolderSize {
  return {
    tables: bytesBelow(join(dataDir, 'database', 'base')),
    wal: bytesBelow(join(dataDir, 'database', 'pg_wal')),
    temporal: ['', '-wal'].reduce((sum, end) => sum + bytesOf(join(dataDir, `temporal.db${end}`)), 0),
  };
}

function bytesBelow(folder: string): number {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return 0;
  }
  return names.reduce((sum, name) => sum + bytesOf(join(folder, name)), 0);
}

/** 0 for a folder and for a file that has just gone. */
function bytesOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.size : 0;
}
