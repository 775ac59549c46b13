/** Folders that the embedded database cannot open: each is told in one sentence, before PGlite is asked. */

import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPglite } from '../../src/adapters/store/index.js';
import { copyDatabase } from '../support/template.js';
import { inspectFolder } from '../../src/adapters/store/pglite-folder.js';

describe("the embedded database's folder", function () {
  this.timeout(120_000);
  let scratch: string;
  /** A sound database, closed. */
  let sound: string;
  let folder: string;

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'holdfast-folder-'));
    sound = join(scratch, 'sound');
    await copyDatabase(sound);
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));
  beforeEach(() => {
    folder = join(scratch, 'database');
    cpSync(sound, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const refuses = (sentence: RegExp): Promise<void> =>
    assert.rejects(openPglite(folder), { name: 'UnusableFolder', message: sentence });
  const control = (): string => join(folder, 'global', 'pg_control');

  it('is as PGlite makes it: a new PGlite with another major version is noticed here', () => {
    assert.equal(inspectFolder(folder), 'closed');
    assert.equal(inspectFolder(join(scratch, 'nowhere')), 'missing');
  });

  it('is known to need a replay while it is in use', async () => {
    const db = await openPglite(folder);
    assert.equal(inspectFolder(folder), 'unclean');
    await db.destroy();
    assert.equal(inspectFolder(folder), 'closed');
  });

  it('is made when there is an empty one', async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    await (await openPglite(folder)).destroy();
    assert.equal(inspectFolder(folder), 'closed');
  });

  for (const [version, age] of [
    ['17', 'older'],
    ['19', 'newer'],
  ]) {
    it(`of PostgreSQL ${version} is told with its version and a way on`, async () => {
      writeFileSync(join(folder, 'PG_VERSION'), `${version}\n`);
      await refuses(
        new RegExp(
          `^The embedded database in .* was written by a Holdfast with PostgreSQL ${version}, ${age} than`,
        ),
      );
    });
  }

  it('of a server is told as one, of the same version too', async () => {
    // What differs in a 64-bit server's control file: float8 is passed by value.
    const bytes = readFileSync(control());
    bytes.writeUInt8(1, 248);
    writeFileSync(control(), bytes);
    await refuses(/belongs to a PostgreSQL 18 server, .* set DATABASE_URL/);
  });

  it('of a server of another version is told as one', async () => {
    writeFileSync(join(folder, 'PG_VERSION'), '16\n');
    writeFileSync(join(folder, 'postmaster.opts'), '/usr/bin/postgres\n');
    await refuses(/belongs to a PostgreSQL 16 server/);
  });

  it('without a control file, or with a broken one, is told as damaged', async () => {
    writeFileSync(control(), Buffer.alloc(8_192, 7));
    await refuses(/^The embedded database in .* is damaged/);
    rmSync(control());
    await refuses(/^The embedded database in .* is damaged/);
  });

  it('with other files is not taken for a database', async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    writeFileSync(join(folder, 'holiday.jpg'), '');
    await refuses(/holds files but no PostgreSQL database/);
  });

  it('that is a file is told as one', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    await refuses(/is a file/);
  });

  it('damaged in a way that only PostgreSQL sees is told in its words', async () => {
    rmSync(join(folder, 'pg_wal'), { recursive: true });
    mkdirSync(join(folder, 'pg_wal'));
    await assert.rejects(openPglite(folder), (error: Error) => {
      assert.match(error.message, /^The embedded database in .* could not be opened$/);
      assert.match((error.cause as Error).message, /could not locate a valid checkpoint record/);
      return true;
    });
  });
});
