/**
 * The SQL that lies in files. A file in `sql`, named by its number, changes the tables, once. A file in `sql/functions`,
 * named as its function, defines that and runs again whenever it has changed.
 */

import { sql } from 'kysely';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from './connection.js';

export interface SqlFile {
  /** The file's name without `.sql`. */
  readonly name: string;
  readonly text: string;
}

/** The files of a folder beside this module, by name: `sql` or `sql/functions`. */
export function readSqlFiles(folder: 'sql' | 'sql/functions'): SqlFile[] {
  const url = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), text: readFileSync(new URL(file, url), 'utf8') }));
}

/**
 * Runs all statements of a file, as one block of PL/pgSQL: PGlite takes one statement at a time. In such a block a query
 * whose rows nobody reads is written `perform ...` in place of `select ...`.
 */
export async function runSqlFile(db: Database, { text }: SqlFile): Promise<void> {
  await sql.raw(`do $file$ begin\n${text}\nend $file$`).execute(db);
}
