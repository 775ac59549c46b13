import { strict as assert } from 'node:assert';
import { longestGapMs, nextRun, normalCron, normalTimezone, withoutEitherDay } from '../../src/core/cron.js';

describe('cron expressions', () => {
  it('are taken as ordinary cron writes them, with single blanks', () => {
    for (const cron of ['0 */6 * * *', '0 9 * * 1-5', '*/5,7 0-23/2 1,15 jan-mar MON-fri', '0 0 * * 7'])
      assert.equal(normalCron(cron), cron);
    assert.equal(normalCron('  0   9 * *\t1 '), '0 9 * * 1');
  });

  it('are refused when they are none, or never come true', () => {
    const bad = [
      '',
      '* * * *',
      '* * * * * *',
      '60 * * * *',
      '* 24 * * *',
      '* * 0 * *',
      '* * * 13 *',
      '* * * * 8',
    ];
    for (const cron of [
      ...bad,
      '@hourly',
      '0 0 31 2 *',
      'a b c d e',
      '0 9 L * *',
      '0 9 * * 5#2',
      '5-1 * * * *',
    ])
      assert.equal(normalCron(cron), null, cron);
  });

  it('mean either day where both are restricted', () => {
    assert.deepEqual(withoutEitherDay('0 9 13 * 5'), ['0 9 13 * *', '0 9 * * 5']);
    for (const cron of ['0 9 * * 5', '0 9 13 * *', '0 9 */2 * 5'])
      assert.deepEqual(withoutEitherDay(cron), [cron]);
  });

  it('know their next time and their longest wait', () => {
    const from = new Date('2026-03-27T12:00:00Z');
    assert.equal(nextRun('30 7 * * 1-5', 'Europe/Berlin', from)?.toISOString(), '2026-03-30T05:30:00.000Z');
    assert.equal(longestGapMs('0 * * * *', 'UTC', from), 3_600_000);
    assert.ok(longestGapMs('0 9 * * 1-5', 'UTC', from) >= 3 * 24 * 3_600_000 - 3_600_000);
  });
});

describe('time zones', () => {
  it('are names of the time zone database, in its own spelling', () => {
    assert.equal(normalTimezone('Europe/Berlin'), 'Europe/Berlin');
    assert.equal(normalTimezone('europe/berlin'), 'Europe/Berlin');
    assert.equal(normalTimezone('UTC'), 'UTC');
    for (const name of ['', '+01:00', 'Mars/Olympus', 'Europe/', '../etc', 'x'.repeat(200)])
      assert.equal(normalTimezone(name), null, name);
  });
});
