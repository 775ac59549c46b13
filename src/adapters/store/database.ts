/**
 * One PostgreSQL dialect, two drivers: `pg` for a server, PGlite on its own thread for the embedded default. Statements
 * are written as SQL; kysely gives connections, transactions and migrations.
 */

import { Kysely, PostgresDialect, sql, type Dialect } from 'kysely';
import type { Database } from './connection.js';
import { migrate, NewerDatabase } from './migrations.js';
import { openPgliteDialect, type UpkeepSession } from './pglite-dialect.js';
import { createPostgresPool } from './postgres-pool.js';
import { removeOrphans } from './upkeep/orphans.js';

/** Opens a PostgreSQL server and migrates it. Rejects with a one-sentence error when it cannot be reached. */
export async function openPostgres(url: string): Promise<Database> {
  const dialect = (use: 'service' | 'migrations'): Dialect =>
    new PostgresDialect({ pool: createPostgresPool(url, use) });
  await (await openMigrated(dialect('migrations'))).destroy();
  return new Kysely<unknown>({ dialect: dialect('service') });
}

/** The embedded database, and what its upkeep needs to reach it. */
export interface EmbeddedDatabase {
  readonly db: Database;
  readonly session: UpkeepSession;
}

/**
 * Opens the embedded database in `folder`, creating it in a child process first when it is not there. After a stop that
 * was not clean, files that an unfinished rewrite of a table left behind are removed.
 */
export async function openEmbedded(folder: string): Promise<EmbeddedDatabase> {
  const { dialect, session, unclean } = await openPgliteDialect(folder);
  const db = await openMigrated(dialect);
  if (unclean) await removeOrphans(session, folder);
  return { db, session };
}

/** The embedded database in `folder` without upkeep. */
export async function openPglite(folder: string): Promise<Database> {
  return (await openEmbedded(folder)).db;
}

async function openMigrated(dialect: Dialect): Promise<Database> {
  const db = new Kysely<unknown>({ dialect });
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    if (error instanceof NewerDatabase) throw error;
    throw new Error('the database could not be opened or migrated', { cause: error });
  }
}

export async function ping(db: Database): Promise<void> {
  await sql`select 1`.execute(db);
}
