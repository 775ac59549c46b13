import assert from 'node:assert/strict';
import type { LaneResult } from './support/lane-results.js';
import { afterAgain, filesToRunAgain, summed } from './support/second-try.js';

const failedTwo: LaneResult = {
  passed: 10,
  failed: 2,
  skipped: 1,
  failures: [
    { title: 'a waits', file: 'a.test.js' },
    { title: 'a counts', file: 'a.test.js' },
  ],
};

describe('the second try of failed test files', () => {
  it('takes each file once', () => {
    assert.deepEqual(filesToRunAgain(failedTwo), ['a.test.js']);
  });

  it('is not made for a lane that ended early', () => {
    const ended = { passed: 0, failed: 1, skipped: 0, failures: [{ title: 'the lane unit' }] };
    assert.deepEqual(filesToRunAgain(summed([failedTwo, ended])), []);
  });

  it('is not made when many files have failed', () => {
    const failures = Array.from({ length: 9 }, (_, index) => ({
      title: `${index}`,
      file: `${index}.test.js`,
    }));
    assert.deepEqual(filesToRunAgain({ passed: 0, failed: 9, skipped: 0, failures }), []);
  });

  it('counts what passes then, and names it', () => {
    const again = { passed: 5, failed: 1, skipped: 0, failures: [{ title: 'a counts', file: 'a.test.js' }] };
    const { failures, onlyAlone, ...counts } = afterAgain(failedTwo, again);
    assert.deepEqual(counts, { passed: 11, failed: 1, skipped: 1 });
    assert.deepEqual(
      failures.map(({ title }) => title),
      ['a counts'],
    );
    assert.deepEqual(
      onlyAlone.map(({ title }) => title),
      ['a waits'],
    );
  });

  it('fails with what fails only then', () => {
    const again = { passed: 5, failed: 1, skipped: 0, failures: [{ title: 'a stops', file: 'a.test.js' }] };
    assert.deepEqual(
      afterAgain(failedTwo, again).failures.map(({ title }) => title),
      ['a stops'],
    );
  });

  it('forgives nothing when it did not come to its end', () => {
    const again = { passed: 0, failed: 1, skipped: 0, failures: [{ title: 'the lane again' }] };
    const { failures } = afterAgain(failedTwo, again);
    assert.equal(failures.length, 3);
  });
});
