import { strict as assert } from 'node:assert';
import { largestSource, readSrcset } from '../../../src/core/formats/srcset.js';

describe('readSrcset', () => {
  const cases = [
    ['/a.png 1x, /b.png 2x', ['/a.png', '/b.png']],
    ['/a.png, /b.png', ['/a.png', '/b.png']],
    ['/a,b.png 100w,/c.png 200w', ['/a,b.png', '/c.png']],
    ['data:image/png;base64,AA== 1x, /b.png 2x', ['data:image/png;base64,AA==', '/b.png']],
    ['  ,  ', []],
    ['', []],
  ] as const;
  for (const [srcset, urls] of cases)
    it(`finds ${urls.length} in ${JSON.stringify(srcset)}`, () =>
      assert.deepEqual(
        readSrcset(srcset).map(({ url }) => url),
        urls,
      ));

  it('reads no more than a hundred, in time that grows with the text', () => {
    assert.equal(readSrcset('/a.png 1x,'.repeat(10_000)).length, 100);
    assert.equal(readSrcset(`a${','.repeat(200_000)}b`).length, 1);
  });

  it('knows the largest', () => {
    assert.equal(largestSource('/s.png 320w, /l.png 1280w, /m.png 640w'), '/l.png');
    assert.equal(largestSource(' '), null);
  });
});
