import { strict as assert } from 'node:assert';
import { closeSync, existsSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerLog, shortenLog } from '../../src/adapters/temporal/server-log.js';

describe("the log of Temporal's server", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-log-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is moved aside when it is long, under a server that goes on writing', async () => {
    const file = join(folder, 'temporal.log');
    const log = openServerLog(file);
    try {
      writeSync(log, 'first\n');
      assert.equal(await shortenLog(file, 100), false);
      writeSync(log, `${'x'.repeat(200)}\n`);
      assert.equal(await shortenLog(file, 100), true);
      writeSync(log, 'second\n');
      assert.equal(readFileSync(file, 'utf8'), 'second\n');
      assert.match(readFileSync(`${file}.1`, 'utf8'), /^first\nx{200}\n$/);
      writeSync(log, `${'y'.repeat(200)}\n`);
      assert.equal(await shortenLog(file, 100), true);
      assert.match(readFileSync(`${file}.1`, 'utf8'), /^second\ny{200}\n$/);
      assert.equal(readFileSync(file, 'utf8'), '');
    } finally {
      closeSync(log);
    }
  });

  it('need not be there', async () => {
    const file = join(folder, 'none.log');
    assert.equal(await shortenLog(file, 0), false);
    assert.equal(existsSync(file), false);
  });
});
