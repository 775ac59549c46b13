import { strict as assert } from 'node:assert';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { openEmbedded } from '../../src/adapters/store/index.js';
import { waitFor } from '../support/wait.js';

const SCRIPT = fileURLToPath(new URL('../../src/adapters/store/pglite-create.js', import.meta.url));

describe('creating the embedded database', function () {
  this.timeout(300_000);
  let parent: string;
  let folder: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'holdfast-create-'));
    folder = join(parent, 'database');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const unfinished = (): string[] => readdirSync(parent).filter((name) => name.includes('.creating'));

  it('may be under way twice, as after a start that was killed and made again', async () => {
    const first = spawn(process.execPath, [SCRIPT, folder], { stdio: 'ignore' });
    const ended = once(first, 'exit');
    await waitFor('the first creation to begin', () => unfinished().length === 1);
    const second = promisify(execFile)(process.execPath, [SCRIPT, folder]);
    const [[code]] = await Promise.all([ended, second]);
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(parent), ['database']);
    const { db } = await openEmbedded(folder);
    await sql`select 1`.execute(db);
    await db.destroy();
  });

  it('removes what a killed creation has left', async () => {
    const killed = spawn(process.execPath, [SCRIPT, folder], { stdio: 'ignore' });
    await waitFor('the first creation to begin', () => unfinished().length === 1);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    assert.equal(unfinished().length, 1);
    await promisify(execFile)(process.execPath, [SCRIPT, folder]);
    assert.ok(existsSync(join(folder, 'PG_VERSION')));
    assert.deepEqual(readdirSync(parent), ['database']);
  });
});
