/**
 * Files that no table owns. PostgreSQL writes a new file when it rewrites a table, and a process that is killed then
 * leaves it: no recovery removes it. Only safe while nothing is being written, as right after the opening.
 */

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { UpkeepSession } from '../pglite-dialect.js';

/** A table's or index's main file, its further segments, and its maps: `16384`, `16384.1`, `16384_fsm`. */
const DATA_FILE = /^(\d+)(?:_(?:fsm|vm|init))?(?:\.\d+)?$/;

/** Removes the orphans of the current database; returns their names. */
export async function removeOrphans(session: UpkeepSession, folder: string): Promise<string[]> {
  // Files of dropped tables stay, empty, until the next checkpoint.
  await session.run('checkpoint');
  const [database] = await session.run<{ oid: number }>(
    'select oid::int4 as oid from pg_database where datname = current_database()',
  );
  const own = join(folder, 'base', String(database?.oid));
  const found = new Map<string, string[]>();
  for (const name of readdirSync(own)) {
    const [, node] = DATA_FILE.exec(name) ?? [];
    if (node !== undefined) found.set(node, [...(found.get(node) ?? []), name]);
  }
  // Tablespace 0 is the database's own; the function knows of mapped catalogs as well.
  const unowned = await session.run<{ node: string }>(
    `select node from unnest('{${[...found.keys()].join(',')}}'::text[]) as t(node)
     where pg_filenode_relation(0, node::oid) is null`,
  );
  const names = unowned.flatMap(({ node }) => found.get(node) ?? []);
  for (const name of names) rmSync(join(own, name), { force: true });
  return names;
}
