/**
 * Gives back what Temporal's SQLite file holds free: the server deletes ended workflows, and SQLite keeps their pages
 * for later. Only while no server has the file open.
 */

import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

/** Less than this is used again soon. */
const WORTH_BYTES = 16 * 1024 ** 2;
/** A file that was made without auto_vacuum is written anew once, which takes some seconds a gigabyte. */
const MOST_REWRITTEN_BYTES = 2 * 1024 ** 3;
const PAGES_AT_ONCE = 2_000;
/** What is left is given back at the next start. */
const BOUND_MS = 2_000;
const INCREMENTAL = 2;

/** Returns how many bytes the file has become smaller. Throws what SQLite throws, for a file that is no database too. */
export function giveBackSpace(file: string): number {
  if (!existsSync(file)) return 0;
  const db = new Database(file, { timeout: 1_000 });
  try {
    const read = (pragma: string): number => Number(Object.values(one(db.pragma(pragma)))[0]);
    const pageBytes = read('page_size');
    const free = read('freelist_count') * pageBytes;
    if (free < WORTH_BYTES) return 0;
    const before = read('page_count') * pageBytes;
    if (read('auto_vacuum') === INCREMENTAL) {
      const until = performance.now() + BOUND_MS;
      while (performance.now() < until && read('freelist_count') > 0) {
        db.exec(`pragma incremental_vacuum(${PAGES_AT_ONCE})`);
      }
    } else if (canBeRewritten(file, before - free)) {
      db.pragma(`auto_vacuum = ${INCREMENTAL}`);
      db.exec('vacuum');
    }
    const after = read('page_count') * pageBytes;
    // The file itself changes when the journal is written back to it.
    db.pragma('wal_checkpoint(truncate)');
    return before - after;
  } finally {
    db.close();
  }
}

/** VACUUM writes a copy, and then the journal of writing it back. */
function canBeRewritten(file: string, liveBytes: number): boolean {
  const { bavail, bsize } = statfsSync(dirname(file));
  return liveBytes <= MOST_REWRITTEN_BYTES && bavail * bsize >= 3 * liveBytes;
}

function one(rows: unknown): object {
  const [first] = rows as object[];
  return first ?? {};
}
