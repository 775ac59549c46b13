import { strict as assert } from 'node:assert';
import { minFreeBytes, readDiskMinFree } from '../../src/core/disk-min-free.js';

const GIB = 1024 ** 3;

describe('the least free space', () => {
  const VALUES: readonly (readonly [text: string, ofHundredGib: number])[] = [
    ['0', 0],
    ['2GiB', 2 * GIB],
    ['1.5 gib', 1.5 * GIB],
    ['500MB', 500e6],
    ['10%', 10 * GIB],
    ['0%', 0],
  ];
  for (const [text, bytes] of VALUES)
    it(`reads ${text}`, () => assert.equal(minFreeBytes(readDiskMinFree(text), 100 * GIB), bytes));

  for (const text of ['', '1', '100%', '-1GB', 'GB', '1 potato', '1e9'])
    it(`refuses ${JSON.stringify(text)}`, () =>
      assert.throws(() => readDiskMinFree(text), /^Error: must be/));

  it('is a gibibyte by itself, and less on a small disk', () => {
    assert.equal(minFreeBytes(null, 100 * GIB), GIB);
    assert.equal(minFreeBytes(null, 10 * GIB), 0.5 * GIB);
  });
});
