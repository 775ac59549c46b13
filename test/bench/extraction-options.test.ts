import { strict as assert } from 'node:assert';
import { readExtractionOptions } from '../../bench/extraction/options.js';
import { BadOption } from '../../bench/options.js';

describe("the extraction benchmark's options", () => {
  it('are the folder and nothing else when nothing else is said', () => {
    const { data, ...rest } = readExtractionOptions(['--data', '/cases']);
    assert.equal(data, '/cases');
    assert.deepEqual(rest, {
      out: null,
      kind: null,
      strip: null,
      explain: null,
      without: new Set(),
      peers: false,
    });
  });

  it('are read', () => {
    const args = ['--data', '/cases', '--explain', 'a-1', '--without', 'meta.tag', '--without', 'byline'];
    assert.equal(readExtractionOptions(['--data', '/cases', '--peers']).peers, true);
    const { explain, without } = readExtractionOptions(args);
    assert.equal(explain, 'a-1');
    assert.deepEqual([...without], ['meta.tag', 'byline']);
  });

  it('are refused with a sentence when they cannot be used', () => {
    const DATA = ['--data', '/cases'];
    for (const args of [
      [],
      [...DATA, '--hostile'],
      [...DATA, '--strip', 'most'],
      [...DATA, '--without', 'meta.tags'],
      [...DATA, '--explained', 'a-1'],
      [...DATA, '--peer'],
    ])
      assert.throws(() => readExtractionOptions(args), BadOption);
    assert.throws(() => readExtractionOptions([...DATA, '--without', 'meta.tags']), /meta\.tag,/);
  });
});
