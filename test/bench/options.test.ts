import { strict as assert } from 'node:assert';
import { BadOption, readOptions } from '../../bench/options.js';

const KNOWN = ['batch', 'browser'];

describe("the benchmark's options", () => {
  it('are all parts and their own choices when nothing is said', () => {
    assert.deepEqual(readOptions([], KNOWN), {
      parts: KNOWN,
      pages: null,
      rounds: 3,
      site: null,
      generated: null,
      profile: false,
      soak: false,
      minutes: null,
      json: null,
    });
  });

  it('are read', () => {
    const { parts, pages, soak } = readOptions(['browser', '--pages', '40', '--soak'], KNOWN);
    assert.deepEqual({ parts, pages, soak }, { parts: ['browser'], pages: 40, soak: true });
  });

  it('are refused with a sentence when they cannot be used', () => {
    for (const args of [['crawlers'], ['--pages', '0'], ['--pages', 'all'], ['--soaks']]) {
      assert.throws(() => readOptions(args, KNOWN), BadOption);
    }
  });
});
