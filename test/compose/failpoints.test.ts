import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFailpoints } from '../../src/compose/failpoints.js';

const MODULE = new URL('../../src/compose/failpoints.js', import.meta.url).href;

/** Runs ten pages through a moment each side of the work, and prints each that was done. */
const PROGRAM = `
const { createFailpoints } = await import(${JSON.stringify(MODULE)});
const [file] = process.argv.slice(1);
const moments = { before: 'before-fetch', after: 'after-fetch' };
const work = createFailpoints(file)(moments, async (n) => process.stdout.write(n + ' '));
for (let n = 1; n <= 10; n += 1) await work(n);
`;

describe('failpoints', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-failpoints-'));
    file = join(folder, 'failpoint');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(): { stdout: string; signal: string | null; pid: number; stderr: string } {
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM, file], {
      encoding: 'utf8',
    });
    return child;
  }

  it('are not there without a file: the function is the one that was given', () => {
    const work = async (): Promise<number> => 1;
    assert.equal(createFailpoints(null)({ before: 'before-fetch', after: 'after-commit' }, work), work);
  });

  it('kill the process at the passing that the file names, once', () => {
    writeFileSync(file, 'before-fetch 4 one');
    const before = run();
    assert.deepEqual([before.stdout, before.signal], ['1 2 3 ', 'SIGKILL'], before.stderr);
    assert.ok(existsSync(`${file}.${before.pid}`));

    const again = run();
    assert.deepEqual([again.stdout, again.signal], ['1 2 3 4 5 6 7 8 9 10 ', null], again.stderr);

    writeFileSync(file, 'after-fetch 4 two');
    const after = run();
    assert.deepEqual([after.stdout, after.signal], ['1 2 3 4 ', 'SIGKILL'], after.stderr);
  });

  it('let other moments pass', () => {
    writeFileSync(file, 'after-commit 1 one');
    assert.equal(run().signal, null);
    assert.ok(existsSync(file));
  });
});
