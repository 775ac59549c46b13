/**
 * Brings a database up to date: the tables by numbered files that run once, the functions by files that run when they
 * have changed. A numbered file is never edited once it is released: a change is a new one.
 */

import { sql, type Kysely } from 'kysely';
import { Migrator, type MigrationProvider } from 'kysely/migration';
import { VERSION } from '../../version.js';
import type { Database } from './connection.js';
import { renewFunctions } from './functions.js';
import { readSqlFiles, runSqlFile } from './sql-files.js';

/** A later version of the program has changed the tables; the message is one sentence for the operator. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

export const sqlMigrations: MigrationProvider = {
  getMigrations: async () =>
    Object.fromEntries(
      readSqlFiles('sql').map((file) => [
        file.name,
        { up: (db: Kysely<unknown>): Promise<void> => runSqlFile(db, file) },
      ]),
    ),
};

/**
 * Migrates under one lock, which programs that start at the same time wait for.
 * @throws NewerDatabase
 */
export async function migrate(db: Database, version = VERSION): Promise<void> {
  await db.connection().execute(async (session) => {
    const { adapter } = session.getExecutor();
    const lock = { lockTable: '', lockRowId: '' }; // PostgreSQL's adapter has a lock of its own and looks at neither
    await adapter.acquireMigrationLock(session, lock);
    try {
      const migrator = new Migrator({ db: session, provider: sqlMigrations });
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) throw (await newerDatabase(session)) ?? (error as Error);
      await session.transaction().execute((tx) => renewFunctions(tx, version));
    } finally {
      await adapter.releaseMigrationLock(session, lock);
    }
  });
}

/** Whether this is why the migrations failed. */
async function newerDatabase(db: Database): Promise<NewerDatabase | null> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name desc`.execute(
    db,
  );
  const known = new Set(readSqlFiles('sql').map(({ name }) => name));
  const unknown = rows.find(({ name }) => !known.has(name));
  if (unknown === undefined) return null;
  return new NewerDatabase(
    `The database was changed by a later version of Holdfast (${unknown.name} is not known to ${VERSION}): start that version, or give this one a copy of the data from before.`,
  );
}
