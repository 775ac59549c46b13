import { strict as assert } from 'node:assert';
import { arrayF1 } from '../../bench/extraction/array-score.js';

const strings = (got: unknown, expected: readonly unknown[]): number =>
  arrayF1('array<string>', got, expected);

describe('the score of an array', () => {
  it('is the F1 of a one-to-one matching', () => {
    assert.equal(strings(['a', 'b'], ['a', 'b']), 1);
    assert.equal(strings(['b', 'a'], ['a', 'b']), 1);
    assert.equal(strings(['a', 'a', 'a', 'a'], ['a', 'b']), 2 / 6);
    assert.equal(strings(['a'], ['a', 'b', 'c']), 0.5);
    assert.equal(strings([], ['a']), 0);
  });

  it('is not lowered by case, marks at the ends, curly quotes, white space and reference marks', () => {
    assert.equal(strings(['  Anna’s  TEA. ', 'Rye[3]', 'archive'], ["anna's tea", 'rye', 'archive/']), 1);
  });

  it('takes a long text for the same when nearly all of its words are', () => {
    const text = 'one two three four five six seven eight nine ten';
    assert.equal(strings([`${text} eleven`], [text]), 1);
    assert.equal(strings(['one two three eleven twelve'], [text]), 0);
    assert.equal(strings(['red tea'], ['red teas']), 0);
  });

  it('wants numbers as numbers, and floats nearly', () => {
    assert.equal(arrayF1('array<integer>', [1, '2'], [1, 2]), 0.5);
    assert.equal(arrayF1('array<float>', [1.001, 38.5], [1, 38.5]), 1);
    assert.equal(arrayF1('array<float>', [1.1], [1]), 0);
  });

  it('is nothing for what is no array', () => {
    assert.equal(strings('a', ['a']), 0);
    assert.equal(strings(null, ['a']), 0);
  });
});
