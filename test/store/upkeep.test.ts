/** The embedded database's upkeep: what PGlite, without background processes, does not do by itself. */

import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openEmbedded, type EmbeddedDatabase } from '../../src/adapters/store/database.js';
import { createStore } from '../../src/adapters/store/index.js';
import { readWal } from '../../src/adapters/store/upkeep/checkpoints.js';
import { createUpkeep, UPKEEP_LIMITS, type Upkeep } from '../../src/adapters/store/upkeep/index.js';
import { isTimely } from '../../src/adapters/store/upkeep/timely.js';
import { copyDatabase } from '../support/template.js';
import { waitFor } from '../support/wait.js';
import { createSteps, HOUR_MS, newAccount, newJob, NOW, outcome } from './fixtures.js';

const MB = 1024 ** 2;
const LATER_MS = 3_600_000;
const databaseModule = new URL('../../src/adapters/store/database.js', import.meta.url).href;

describe("the embedded database's upkeep", function () {
  this.timeout(300_000);
  let scratch: string;
  let folder: string;
  let opened: EmbeddedDatabase;
  const open = async (): Promise<void> => void (opened = await openEmbedded(folder));
  const run = (text: string): Promise<unknown> => sql.raw(text).execute(opened.db);

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'holdfast-upkeep-'));
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));
  beforeEach(async () => {
    folder = join(scratch, 'database');
    await copyDatabase(folder);
    await open();
  });
  afterEach(async () => {
    await opened.db.destroy();
    rmSync(folder, { recursive: true });
  });

  const upkeepWith = (over: Partial<typeof UPKEEP_LIMITS> = {}): Upkeep =>
    createUpkeep({
      // No one else uses the database: every step is timely.
      session: { ...opened.session, idleMs: () => Infinity },
      folder,
      limits: { ...UPKEEP_LIMITS, lookMs: 0, bloatMs: 0, ...over },
      onSizes: () => undefined,
    });

  /** Takes steps until none is due; resolves with what was done. */
  async function settle(upkeep: Upkeep): Promise<string[]> {
    const done: string[] = [];
    for (let step; (step = await upkeep.step()) !== null;)
      done.push(`${step.kind} ${step.table ?? ''}`.trim());
    return done;
  }

  const fill = (rows: number): Promise<unknown> =>
    run(`insert into filler select g, repeat(md5(g::text), 20) from generate_series(1, ${rows}) g`);
  const makeFiller = (): Promise<unknown> => run('create table filler (no integer primary key, text text)');

  it('makes a checkpoint by the amount written, so that an opening replays little and the WAL stays small', async () => {
    await makeFiller();
    const upkeep = upkeepWith({ walBytes: 8 * MB, lookMs: LATER_MS, bloatMs: LATER_MS });
    await settle(upkeep);
    let written = 0;
    for (let round = 0; round < 20; round += 1) {
      await fill(10_000);
      written += (await readWal(opened.session)).bytes;
      await upkeep.step();
      const { bytes } = await readWal(opened.session);
      assert.ok(bytes < 8 * MB, `${bytes} bytes to replay`);
      written -= bytes;
      await run('truncate filler');
    }
    assert.ok(written > 100 * MB, `only ${written} bytes were written`);
    assert.ok(folderBytes(join(folder, 'pg_wal')) <= 96 * MB);
  });

  it('makes one by time, and none when nothing was written', async () => {
    const upkeep = upkeepWith({ everyMs: 0, lookMs: LATER_MS, bloatMs: LATER_MS });
    await makeFiller();
    await settle(upkeep);
    await fill(2_000);
    assert.deepEqual(await settle(upkeep), ['checkpoint']);
    assert.equal(await upkeep.step(), null);
  });

  it('replays nothing after a clean stop', async () => {
    await makeFiller();
    await fill(10_000);
    await opened.db.destroy();
    await open();
    assert.ok((await readWal(opened.session)).bytes < 64 * 1024);
  });

  it('vacuums tables with dead rows, and their files shrink', async () => {
    await makeFiller();
    await fill(20_000);
    const upkeep = upkeepWith();
    await settle(upkeep);
    const before = folderBytes(join(folder, 'base'));
    await run('delete from filler');
    assert.ok((await settle(upkeep)).includes('vacuum public.filler'));
    const { rows } = await sql<{ dead: number; size: number }>`select n_dead_tup::int as dead,
      pg_relation_size(relid)::int as size from pg_stat_user_tables where relname = 'filler'`.execute(
      opened.db,
    );
    assert.deepEqual(rows, [{ dead: 0, size: 0 }]);
    assert.ok(folderBytes(join(folder, 'base')) < before - 10 * MB);
  });

  it('vacuums what an earlier run left, whose counts PGlite forgets', async () => {
    await makeFiller();
    await fill(20_000);
    await run('delete from filler');
    await opened.db.destroy();
    await open();
    const upkeep = upkeepWith();
    assert.ok((await settle(upkeep)).includes('vacuum public.filler'));
    assert.equal(await upkeep.step(), null, 'once');
  });

  it('waits for the end of a transaction, and leaves it as it is', async () => {
    await makeFiller();
    const upkeep = upkeepWith();
    await settle(upkeep);
    let step: Promise<unknown> | undefined;
    const rolledBack = opened.db.transaction().execute(async (tx) => {
      await sql`insert into filler values (1, 'kept by nobody')`.execute(tx);
      step = upkeep.step();
      for (let no = 2; no < 2_000; no += 1) await sql`insert into filler values (${no}, '')`.execute(tx);
      throw new Error('as planned');
    });
    await assert.rejects(rolledBack, /as planned/);
    await step;
    await settle(upkeep);
    const { rows } = await sql`select no from filler`.execute(opened.db);
    assert.deepEqual(rows, []);
  });

  it('gives back the space of results whose retention is over, although later ones lie behind them', async () => {
    const store = createStore(opened.db);
    const steps = createSteps(() => store);
    const account = await newAccount(store);
    const finish = async (pages: number, expiresAt: Date): Promise<string> => {
      const { id } = await steps.accept(newJob(account.id, pages));
      const outcomes = Array.from({ length: pages }, (_, no) => {
        const page = outcome(id, no);
        return { ...page, result: { ...page.result, data: { title: `${no} `.repeat(300) } } };
      });
      await store.pages.commit(outcomes, NOW);
      await store.jobs.settle(id, 'completed', null, NOW, expiresAt);
      return id;
    };
    const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);
    for (let job = 0; job < 10; job += 1) await finish(2_000, at(1));
    const kept = await finish(500, at(10));
    const upkeep = upkeepWith({ wasteBytes: MB });
    await settle(upkeep);
    const before = folderBytes(join(folder, 'base'));

    while ((await store.jobs.prune(at(2), HOUR_MS, 5_000)) > 0);
    assert.ok((await settle(upkeep)).includes('rewrite public.pages'));
    const after = folderBytes(join(folder, 'base'));
    assert.ok(after < before / 2, `${before} bytes before, ${after} after`);
    assert.equal((await store.pages.read(kept, -1, 1_000, true)).length, 500);
    assert.equal(await upkeep.step(), null, 'nothing is rewritten twice');
  });

  it('loses nothing when it is killed while it rewrites a table, and the unfinished file goes', async () => {
    await makeFiller();
    await fill(60_000);
    await opened.db.destroy();
    const base = join(folder, 'base');
    const known = new Set(dataFiles(base));
    const before = folderBytes(base);
    const script = join(scratch, 'rewrite.mjs');
    writeFileSync(
      script,
      `import { openEmbedded } from ${JSON.stringify(databaseModule)};
       const { session } = await openEmbedded(${JSON.stringify(folder)});
       for (;;) await session.run('vacuum (full) filler');`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
    const exited = once(child, 'exit');
    await waitFor(
      'a new file of some size',
      () => dataFiles(base).some((file) => !known.has(file) && sizeOf(file) > 4 * MB),
      120_000,
    );
    child.kill('SIGKILL');
    await exited;
    assert.ok(folderBytes(base) > before + 4 * MB, 'there is nothing to clear away');

    await open();
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from filler`.execute(opened.db);
    assert.deepEqual(rows, [{ n: 60_000 }]);
    await opened.db.destroy();
    assert.ok(folderBytes(base) < before + 4 * MB, `${before} bytes before, ${folderBytes(base)} after`);
    await open();
  });

  it('runs short statements at once, longer ones in a pause, and what must be done after ten minutes', () => {
    const wish = { expectedMs: 50, idleMs: 0, dueMs: 0, overdueMs: 1_000 };
    const MINUTE_MS = 60_000;
    assert.equal(isTimely(wish), true);
    assert.equal(isTimely({ ...wish, expectedMs: 500 }), false);
    assert.equal(isTimely({ ...wish, expectedMs: 500, idleMs: 1_000 }), true);
    assert.equal(isTimely({ ...wish, expectedMs: 5_000, idleMs: 1_000 }), false);
    assert.equal(isTimely({ ...wish, expectedMs: 5_000, idleMs: 5_000 }), true);
    assert.equal(isTimely({ ...wish, expectedMs: 500_000, idleMs: MINUTE_MS / 2 }), true);
    assert.equal(isTimely({ ...wish, expectedMs: 900, dueMs: 10 * MINUTE_MS }), true);
    assert.equal(isTimely({ ...wish, expectedMs: 5_000, dueMs: 10 * MINUTE_MS }), false);
    assert.equal(isTimely({ ...wish, expectedMs: 5_000, dueMs: 10 * MINUTE_MS, overdueMs: Infinity }), true);
  });
});

function folderBytes(folder: string): number {
  return dataFiles(folder).reduce((sum, file) => sum + sizeOf(file), 0);
}

/** 0 for a file that has just gone. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function dataFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
