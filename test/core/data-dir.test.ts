import { strict as assert } from 'node:assert';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminToken, DataDirLocked, lockDataDir } from '../../src/data-dir.js';
import { skipWithout } from '../support/skip.js';

const MODULE = new URL('../../src/data-dir.js', import.meta.url).href;
/** Says how it went and lives until its standard input ends. */
const LOCKER = `
  const { lockDataDir } = await import(${JSON.stringify(MODULE)});
  try { lockDataDir(process.argv[1]); console.log('locked'); }
  catch (error) { console.log(error.name); }
  process.stdin.resume();
`;

describe('the data folder', function () {
  this.timeout(30_000);
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-lock-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const startLocker = (): ChildProcess => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', LOCKER, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  };
  const firstLine = async (child: ChildProcess): Promise<string> => {
    const [text] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    return text.toString().trim();
  };
  const leaveLock = (holder: unknown): void =>
    writeFileSync(join(folder, 'lock'), typeof holder === 'string' ? holder : JSON.stringify(holder));

  it('is refused to a second service while the first lives, in one sentence for the operator', () => {
    const unlock = lockDataDir(folder);
    assert.throws(
      () => lockDataDir(folder),
      (error) =>
        error instanceof DataDirLocked &&
        error.message.includes(folder) &&
        error.message.includes(`${process.pid}`),
    );
    unlock();
    lockDataDir(folder)();
    assert.deepEqual(readdirSync(folder), [], 'nothing is left behind');
  });

  it('is refused while another process holds it, and free again once that was killed', async () => {
    const holder = startLocker();
    assert.equal(await firstLine(holder), 'locked');
    assert.throws(() => lockDataDir(folder), DataDirLocked);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    lockDataDir(folder)();
  });

  it('is taken over from a process that is gone', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    leaveLock({ pid, startedAt: null });
    lockDataDir(folder)();
  });

  it('is taken over when the pid belongs to another process by now', function () {
    skipWithout('proc', process.platform === 'linux', this);
    leaveLock({ pid: process.pid, startedAt: '1' });
    lockDataDir(folder)();
  });

  it('is taken over from a lock that cannot be read', () => {
    for (const text of ['', '{"pid":', 'null']) {
      leaveLock(text);
      lockDataDir(folder)();
    }
  });

  it('goes to exactly one of several that find a stale lock at once', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    leaveLock({ pid, startedAt: null });
    const said = await Promise.all(Array.from({ length: 4 }, () => firstLine(startLocker())));
    assert.deepEqual(said.sort(), ['DataDirLocked', 'DataDirLocked', 'DataDirLocked', 'locked']);
  });

  it('keeps the admin token it made, readable by its owner alone, unless one is configured', () => {
    const token = adminToken(folder, null);
    assert.match(token, /^[0-9a-f]{64}$/);
    assert.equal(adminToken(folder, null), token);
    const file = join(folder, 'admin-token');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(readFileSync(file, 'utf8').trim(), token);
    assert.equal(adminToken(folder, 'configured'), 'configured');
  });
});
