/** A copy of the embedded Temporal server's file, whether the server runs or not. */

import { statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';

/**
 * All pages in one step: with several, SQLite begins anew at every write of the server in between, and a busy server
 * writes all the time. Readers hold up no writer in WAL mode.
 */
const ALL_PAGES = 2_147_483_647;
const BUSY_MS = 10_000;

/** The state of one moment. Resolves with the size of the copy in bytes. */
export async function copyTemporalFile(file: string, to: string): Promise<number> {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
  try {
    await backup(db, to, { rate: ALL_PAGES });
  } finally {
    db.close();
  }
  return statSync(to).size;
}
