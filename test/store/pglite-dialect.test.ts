import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { createPglite, createTurns, openPgliteDialect } from '../../src/adapters/store/pglite-dialect.js';
import { copyDatabase } from '../support/template.js';

/** A session that notes its statements and fails with those that `fails` names. */
function setUp() {
  const said: string[] = [];
  const fails = new Set<string>();
  const turns = createTurns();
  const session = {
    query: async (text: string) => {
      said.push(text);
      if (fails.has(text)) throw new Error(`no ${text}`);
      return { rows: [] };
    },
    close: async () => void said.push('close'),
  };
  const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: createPglite(session, turns) }) });
  const run = (text: string) => sql.raw(text).execute(db);
  const change = () => db.transaction().execute((tx) => sql.raw('change').execute(tx));
  return { said, fails, turns, db, run, change };
}

describe('the dialect of the embedded database', () => {
  it('wraps a transaction, and takes it back when a statement in it fails', async () => {
    const { said, fails, change } = setUp();
    await change();
    fails.add('change');
    await assert.rejects(change(), /no change/);
    assert.deepEqual(said, ['begin', 'change', 'commit', 'begin', 'change', 'rollback']);
  });

  it('fails a transaction that cannot begin or commit, and goes on with the next', async () => {
    const { said, fails, change, run } = setUp();
    fails.add('begin');
    await assert.rejects(change(), /no begin/);
    fails.clear();
    fails.add('commit');
    await assert.rejects(change(), /no commit/);
    fails.clear();
    await run('next');
    assert.deepEqual(said, ['begin', 'rollback', 'begin', 'change', 'commit', 'rollback', 'next']);
  });

  it('lets others wait for the end of a transaction', async () => {
    const { said, turns, change, run } = setUp();
    await run('read');
    await Promise.all([
      change(),
      turns.run(false, async () => void said.push('upkeep')),
      run('read'),
      change(),
    ]);
    const text = said.join(' ');
    assert.equal(said.length, 9, text);
    assert.equal(text.match(/begin change commit/g)?.length, 2, text);
  });

  it('is idle when no one but the upkeep uses it', async () => {
    const { turns, change } = setUp();
    let idleMs = 0;
    await turns.run(false, async () => void (idleMs = turns.idleMs()));
    assert.ok(idleMs > 0);
    const changing = change();
    await turns.run(true, async () => void (idleMs = turns.idleMs()));
    assert.equal(idleMs, 0);
    await changing;
    assert.ok(turns.idleMs() > 0);
  });

  it('closes once', async () => {
    const { said, db, run } = setUp();
    await run('read');
    await db.destroy();
    await db.destroy();
    assert.deepEqual(said, ['read', 'close']);
  });

  it('gives each statement that finds it gone an error of its own', async function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-dialect-'));
    try {
      await copyDatabase(join(folder, 'database'));
      const { dialect, session } = await openPgliteDialect(join(folder, 'database'));
      const db = new Kysely<unknown>({ dialect });
      // A dialect that was never used has nothing to close.
      await sql`select 1`.execute(db);
      await db.destroy();
      const errors: unknown[] = [];
      for (let n = 0; n < 2; n += 1)
        await session.run('select 1').catch((error: unknown) => errors.push(error));
      assert.match(String(errors[0]), /the embedded database has been closed/);
      // kysely adds to the stack of an error that it gets: one error for all would grow with every statement.
      assert.notEqual(errors[0], errors[1]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
