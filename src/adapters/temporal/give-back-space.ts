/**
 * Gives back what Temporal's SQLite file holds free: the server deletes ended workflows, and SQLite keeps their pages
 * for later. Only while no server has the file open.
 */

import { existsSync } from 'node:fs';
import Database from 'libsql';

/** Less than this is used again soon. */
const WORTH_BYTES = 16 * 1024 ** 2;
const PAGES_AT_ONCE = 2_000;
/** What is left is given back at the next start. */
const BOUND_MS = 2_000;
const INCREMENTAL = 2;

/**
 * A file that was made without auto_vacuum keeps its size and uses its free pages again: only VACUUM could change it, and
 * libsql refuses the double-quoted strings in Temporal's schema there ("no such column: $.KeywordList03").
 *
 * Returns how many bytes the file has become smaller. Throws what SQLite throws, for a file that is no database too.
 */
export function giveBackSpace(file: string): number {
  if (!existsSync(file)) return 0;
  const db = new Database(file, { timeout: 1_000 });
  try {
    const read = (pragma: string): number => Number(Object.values(one(db.pragma(pragma)))[0]);
    const pageBytes = read('page_size');
    const free = read('freelist_count') * pageBytes;
    if (free < WORTH_BYTES || read('auto_vacuum') !== INCREMENTAL) return 0;
    const before = read('page_count') * pageBytes;
    const until = performance.now() + BOUND_MS;
    while (performance.now() < until && read('freelist_count') > 0) {
      db.exec(`pragma incremental_vacuum(${PAGES_AT_ONCE})`);
    }
    const after = read('page_count') * pageBytes;
    // The file itself changes when the journal is written back to it.
    db.pragma('wal_checkpoint(truncate)');
    return before - after;
  } finally {
    db.close();
  }
}

function one(rows: unknown): object {
  const [first] = rows as object[];
  return first ?? {};
}
