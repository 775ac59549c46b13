/**
 * The functions of the database, one a file in `sql/functions`.
 *
 * What runs for every page is a function: its plan is kept, and planning costs more than running. A kept plan may have
 * been made while the tables were empty and must be right when they are not, so there are no joins in them: rows are
 * gone through one by one, each found by an index. All of them lock the jobs' rows first, in id order, so that they take
 * turns within a job and cannot deadlock; settle takes the same lock, so no charge is added after its refund was worked
 * out.
 *
 * Programs of two versions may work on one database while one takes the other's place, so a function keeps its name and
 * the types of its arguments, and its rows keep the columns that the version before reads. A function that cannot is a
 * new one, under another name.
 */

import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { Database } from './connection.js';
import { readSqlFiles, runSqlFile } from './sql-files.js';

/**
 * Defines again what has changed since the definitions that the database has. Those that a later `version` (as 1.2.3) of
 * the program has made stay. The caller holds the lock of the migrations.
 */
export async function renewFunctions(tx: Database, version: string): Promise<void> {
  const { rows } = await sql<{ name: string; hash: string; is_later: boolean }>`
    select name, hash, string_to_array(split_part(version, '-', 1), '.')::integer[]
        > string_to_array(split_part(${version}, '-', 1), '.')::integer[] as is_later
    from sql_functions`.execute(tx);
  const noted = new Map(rows.map((row) => [row.name, row]));
  for (const file of readSqlFiles('sql/functions')) {
    const hash = createHash('sha256').update(file.text).digest('hex');
    const current = noted.get(file.name);
    if (current?.hash === hash || current?.is_later === true) continue;
    await runSqlFile(tx, file);
    await sql`insert into sql_functions (name, hash, version) values (${file.name}, ${hash}, ${version})
      on conflict (name) do update set hash = excluded.hash, version = excluded.version`.execute(tx);
  }
}
