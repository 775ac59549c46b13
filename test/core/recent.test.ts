import { strict as assert } from 'node:assert';
import { keepRecent } from '../../src/core/recent.js';

describe('a bounded map', () => {
  it('forgets the entry that was used longest ago', () => {
    const map = new Map<string, number>();
    for (const key of ['a', 'b', 'a', 'c']) keepRecent(map, key, 1, 2);
    assert.deepEqual([...map.keys()], ['a', 'c']);
  });
});
