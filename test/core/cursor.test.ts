import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { CallRefused } from '../../src/core/failure.js';
import { cursorFor, numberAfter } from '../../src/http/cursor.js';

describe('the cursor of results', () => {
  it('leads behind the last row of a full read', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (last) => {
        const cursor = cursorFor([0, last], 2) as string;
        assert.match(cursor, /^[\w-]+$/, 'it stands in a URL as it is');
        assert.equal(numberAfter(cursor, -1), last);
      }),
    );
  });

  it('is null behind a short read, and behind none', () => {
    assert.equal(cursorFor([3], 2), null);
    assert.equal(cursorFor([], 2), null);
  });

  it('starts at the first page without one', () => {
    assert.equal(numberAfter(undefined, -1), -1);
  });

  it('is refused when it is not one of ours', () => {
    const encoded = (text: string): string => Buffer.from(text).toString('base64url');
    const foreign = [
      '',
      'abc',
      '-1',
      encoded('after:'),
      encoded('after:-1'),
      encoded('after:1e3'),
      encoded('after:9999999999'),
    ];
    for (const cursor of foreign) {
      assert.throws(
        () => numberAfter(cursor, -1),
        (error) =>
          error instanceof CallRefused && error.code === 'INVALID_REQUEST' && /^cursor /.test(error.message),
        cursor,
      );
    }
  });

  it('refuses any other text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          assert.ok(Number.isInteger(numberAfter(text, -1)));
        } catch (error) {
          assert.ok(error instanceof CallRefused);
        }
      }),
    );
  });
});
