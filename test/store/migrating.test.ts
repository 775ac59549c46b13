import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/adapters/store/connection.js';
import { openPglite, openPostgres } from '../../src/adapters/store/index.js';
import { migrate, NewerDatabase, sqlMigrations } from '../../src/adapters/store/migrations.js';
import { openPgliteDialect } from '../../src/adapters/store/pglite-dialect.js';
import { readSqlFiles, runSqlFile } from '../../src/adapters/store/sql-files.js';
import { standingOf, type JobState } from '../../src/core/job.js';
import { startPostgres } from '../support/postgres.js';
import { copyDatabase } from '../support/template.js';

const STATES = Object.keys({
  queued: 1,
  running: 1,
  cancelling: 1,
  completed: 1,
  cancelled: 1,
  failed: 1,
} satisfies Record<JobState, 1>) as JobState[];

describe('the SQL of the store', function () {
  this.timeout(120_000);
  let folder: string;
  let db: Database;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-migrating-'));
    await copyDatabase(join(folder, 'database'));
    db = await openPglite(join(folder, 'database'));
  });
  after(async () => {
    await db?.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const define = (body: string): Promise<unknown> =>
    sql
      .raw(`create or replace function has_work(job text) returns boolean language sql as $$ ${body} $$`)
      .execute(db);
  const noted = async (): Promise<{ hash: string; version: string }> => {
    const { rows } = await sql<{ hash: string; version: string }>`
      select hash, version from sql_functions where name = 'has_work'`.execute(db);
    return rows[0] as { hash: string; version: string };
  };
  const bodyOf = async (): Promise<string> => {
    const { rows } = await sql<{ body: string }>`
      select prosrc as body from pg_proc where proname = 'has_work'`.execute(db);
    assert.equal(rows.length, 1);
    return (rows[0] as { body: string }).body;
  };

  it('numbers its changes one after the other', () => {
    const numbers = readSqlFiles('sql').map(({ name }) => /^(\d{4})_[a-z_]+$/.exec(name)?.[1]);
    assert.deepEqual(
      numbers,
      numbers.map((_, at) => String(at + 1).padStart(4, '0')),
    );
  });

  it('defines in each file the function that the file is named after, and no other', async () => {
    for (const { name, text } of readSqlFiles('sql/functions')) {
      const defined = [...text.matchAll(/^create or replace function (\w+)\(/gm)].map(([, found]) => found);
      assert.deepEqual(defined, [name]);
    }
    const { rows } = await sql<{ name: string }>`
      select proname as name from pg_proc where pronamespace = 'public'::regnamespace order by 1`.execute(db);
    assert.deepEqual(
      rows.map(({ name }) => name),
      readSqlFiles('sql/functions').map(({ name }) => name),
    );
  });

  it('never drops a function that is in use: a repeat replaces it', async () => {
    for (const file of readSqlFiles('sql/functions')) {
      const oidOf = async (): Promise<unknown> =>
        (
          await sql<{ oid: number }>`select oid::integer from pg_proc where proname = ${file.name}`.execute(
            db,
          )
        ).rows;
      const before = await oidOf();
      await runSqlFile(db, file);
      assert.deepEqual(await oidOf(), before, file.name);
    }
  });

  it('ends with the same tables and functions whichever version a database comes from', async () => {
    const fresh = await catalog(db);
    for (const { name } of readSqlFiles('sql')) {
      await sql`drop schema public cascade`.execute(db);
      await sql`create schema public`.execute(db);
      assert.equal((await new Migrator({ db, provider: sqlMigrations }).migrateTo(name)).error, undefined);
      await migrate(db);
      assert.deepEqual(await catalog(db), fresh, `from ${name}`);
    }
  });

  it('defines a function again once its file has changed', async () => {
    const before = { body: await bodyOf(), ...(await noted()) };
    await define('select true');
    await migrate(db);
    assert.equal(await bodyOf(), ' select true ', 'nothing runs while the hash is the same');
    await sql`update sql_functions set hash = 'of another text' where name = 'has_work'`.execute(db);
    await migrate(db);
    assert.deepEqual({ body: await bodyOf(), ...(await noted()) }, before);
  });

  it('leaves a function alone that a later version has defined, until that version is reached', async () => {
    const before = await bodyOf();
    await define('select false');
    await sql`update sql_functions set hash = 'of a later text', version = '1.10.0' where name = 'has_work'`.execute(
      db,
    );
    await migrate(db, '1.9.0');
    assert.equal(await bodyOf(), ' select false ');
    await migrate(db, '1.10.0');
    assert.deepEqual([await bodyOf(), (await noted()).version], [before, '1.10.0']);
  });

  it('names the standing of a job as the core does', async () => {
    for (const state of STATES) {
      for (const [succeeded, failed] of [
        [0, 0],
        [2, 0],
        [0, 2],
        [1, 1],
      ] as const) {
        const { rows } = await sql<{ standing: string }>`
          select job_standing(${state}, ${succeeded}, ${failed}) as standing`.execute(db);
        assert.equal(rows[0]?.standing, standingOf({ state, succeeded, failed }));
      }
    }
  });

  it('refuses a database that a later version has changed, in one sentence', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '')`.execute(db);
    await assert.rejects(migrate(db), (error: Error) => {
      assert.ok(error instanceof NewerDatabase);
      assert.match(
        error.message,
        /^The database was changed by a later version of Holdfast \(9999_later .*\.$/,
      );
      return true;
    });
    await db.destroy();
    await assert.rejects(openPglite(join(folder, 'database')), NewerDatabase);
    const { dialect } = await openPgliteDialect(join(folder, 'database'));
    db = new Kysely<unknown>({ dialect });
    await sql`delete from kysely_migration where name = '9999_later'`.execute(db);
    await migrate(db);
  });
});

describe('a PostgreSQL server that several programs open at once', function () {
  this.timeout(120_000);

  it('is migrated once', async function () {
    const server = await startPostgres();
    if (server === null) {
      console.log('      this machine has no PostgreSQL server binaries: skipped');
      return this.skip();
    }
    try {
      const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgres(server.url)));
      const { rows } = await sql<{ n: number }>`select count(*) as n from kysely_migration`.execute(
        opened[0] as Database,
      );
      await Promise.all(opened.map((db) => db.destroy()));
      assert.equal(rows[0]?.n, readSqlFiles('sql').length);
    } finally {
      await server.stop();
    }
  });
});

/** Columns, constraints, indexes and functions, and the hash noted of each function. */
async function catalog(db: Database): Promise<unknown[]> {
  const { rows } = await sql`
    select concat_ws(' ', table_name, column_name, ordinal_position, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'public'
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    union all select concat_ws(' ', name, hash) from sql_functions
    order by 1`.execute(db);
  return rows;
}
