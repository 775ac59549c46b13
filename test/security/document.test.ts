import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/root.js';

describe('SECURITY.md', () => {
  it('names tests that exist, for each of its seventeen points', () => {
    const rows = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
      .split('\n')
      .filter((line) => /^\| \*\*\d+\. /.test(line));
    assert.equal(rows.length, 17);
    for (const row of rows) {
      const names = [...(row.split(' | ')[1] ?? '').matchAll(/`([\w/-]+)`/g)].map(([, name = '']) => name);
      assert.ok(names.length > 0, row);
      const missing = names.filter(
        (name) => !['.test.ts', '.ts', ''].some((ending) => existsSync(join(ROOT, 'test', name + ending))),
      );
      assert.deepEqual(missing, []);
    }
  });
});
