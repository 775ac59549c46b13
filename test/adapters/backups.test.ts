import { strict as assert } from 'node:assert';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createBackups } from '../../src/adapters/backups.js';
import { copyTemporalFile } from '../../src/adapters/temporal/copy-file.js';
import { createMakeBackup } from '../../src/app/make-backup.js';
import type { Log } from '../../src/ports/log.js';

const ignore = (): void => undefined;
const log: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const now = (): Date => new Date('2026-11-30T01:02:03.456Z');

describe('backups', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'holdfast-backups-'));
    mkdirSync(join(dataDir, 'database'));
    writeFileSync(join(dataDir, 'admin-token'), 'token\n', { mode: 0o600 });
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const copyDatabase = async (to: string) => {
    mkdirSync(to);
    return { bytes: 5, pausedMs: 1 };
  };

  it('are folders of their own, named by their time, with the admin token', async () => {
    const made = await createBackups({ dataDir, copyDatabase, copyTemporal: null, now }).make();
    const folder = join(dataDir, 'backups', '2026-11-30T01-02-03.456Z');
    assert.deepEqual(made, { folder, parts: ['database'], bytes: 5, pausedMs: 1 });
    assert.equal(readFileSync(join(folder, 'admin-token'), 'utf8'), 'token\n');
  });

  it('leave nothing behind when they fail, and remove what a killed one left', async () => {
    mkdirSync(join(dataDir, 'backups', 'unfinished-of-a-killed-one'), { recursive: true });
    const fails = async (): Promise<never> => {
      throw new Error('the disk is broken');
    };
    const backups = createBackups({ dataDir, copyDatabase: fails, copyTemporal: null, now });
    await assert.rejects(backups.make(), /the disk is broken/);
    assert.deepEqual(readdirSync(join(dataDir, 'backups')), []);
  });

  it('are refused while another is made, and when nothing is embedded', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const copyTemporal = (): Promise<number> => held.then(() => 1);
    const makeBackup = createMakeBackup(createBackups({ dataDir, copyDatabase, copyTemporal, now }), log);
    const first = makeBackup();
    await assert.rejects(makeBackup(), { name: 'CallRefused', code: 'CONFLICT' });
    release();
    assert.equal((await first).bytes, 6);

    const none = createBackups({ dataDir, copyDatabase: null, copyTemporal: null, now });
    await assert.rejects(createMakeBackup(none, log)(), { name: 'CallRefused', code: 'INVALID_REQUEST' });
  });

  it("hold a moment's state of Temporal's file, written ahead or not, while it is written to", async () => {
    const file = join(dataDir, 'temporal.db');
    const db = new DatabaseSync(file);
    try {
      db.exec('pragma journal_mode = wal; create table t (n integer); insert into t values (1)');
      const copying = copyTemporalFile(file, join(dataDir, 'copy.db'));
      db.exec('insert into t values (2)');
      assert.ok((await copying) > 0);
    } finally {
      db.close();
    }
    assert.equal(existsSync(join(dataDir, 'copy.db-wal')), false);
    const copy = new DatabaseSync(join(dataDir, 'copy.db'), { readOnly: true });
    try {
      const [{ n }] = copy.prepare('select count(*) as n from t').all() as [{ n: number }];
      assert.ok(n >= 1);
      assert.deepEqual({ ...copy.prepare('pragma integrity_check').get() }, { integrity_check: 'ok' });
    } finally {
      copy.close();
    }
  });
});
