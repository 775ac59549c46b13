/**
 * One PostgreSQL dialect, two drivers: `pg` for a server, PGlite on its own thread for the embedded default. Statements
 * are written as SQL; kysely gives connections, transactions and migrations.
 */

import { Kysely, PostgresDialect, sql, type Dialect } from 'kysely';
import pg from 'pg';
import type { Database } from './connection.js';
import { migrate, NewerDatabase } from './migrations.js';
import { openPgliteDialect, type UpkeepSession } from './pglite-dialect.js';
import { removeOrphans } from './upkeep/orphans.js';

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** bigint columns are counts and ids far below 2^53; both drivers give them as numbers. */
const INT8 = 20;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/** Opens a PostgreSQL server and migrates it. Rejects with a one-sentence error when it cannot be reached. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types,
  });
  // An idle connection that breaks is replaced by the pool; the statement that meets it reports the error.
  pool.on('error', () => undefined);
  return openMigrated(new PostgresDialect({ pool }));
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
