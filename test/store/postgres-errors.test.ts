import { strict as assert } from 'node:assert';
import pg from 'pg';
import { isDatabaseAway, leavesSessionUnknown } from '../../src/adapters/store/postgres-errors.js';

function errorOf(code: string, severity: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('could not write init file', 30, 'error'), { code, severity });
}

describe('errors of PostgreSQL', () => {
  it('are an outage when an internal error ends the session, and none when it ends the statement', () => {
    for (const severity of ['FATAL', 'PANIC']) {
      assert.equal(isDatabaseAway(errorOf('XX000', severity)), true);
      assert.equal(leavesSessionUnknown(errorOf('XX000', severity)), true);
    }
    assert.equal(isDatabaseAway(errorOf('XX000', 'ERROR')), false);
    assert.equal(isDatabaseAway(errorOf('23505', 'FATAL')), false);
  });
});
