import { strict as assert } from 'node:assert';
import { readCronLine } from '../../../src/core/schedule/cron-line.js';
import { readCronExpression } from '../../../src/core/schedule/runs.js';

const NOW = new Date('2026-11-28T12:00:00Z');
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

describe('cron lines', () => {
  it('are stored as they are written, with single blanks', () => {
    for (const cron of ['0 */6 * * *', '0 9 * * 1-5', '*/5,7 0-23/2 1,15 jan-mar MON-fri', '00 09 * * 7'])
      assert.equal(readCronExpression(cron, NOW), cron);
    assert.equal(readCronExpression('  0   9 * *\t1 ', NOW), '0 9 * * 1');
  });

  it('are refused when they are none', () => {
    const shapes = ['', '* * * *', '* * * * * *', '@hourly', 'a b c d e', '1, * * * *', ',1 * * * *'];
    const outside = ['60 * * * *', '* 24 * * *', '* * 0 * *', '* * 32 * *', '* * * 13 *', '* * * * 8'];
    const ranges = ['5-1 * * * *', '*-5 * * * *', '5- * * * *', '0 0 * * fri-mon', '0 22-2 * * *'];
    const endsOutside = ['35-60/6 * * * *', '0 10-24/6 * * *', '0 0 2-32/6 * *', '0 0 * feb-13/8 *'];
    const steps = ['*/0 * * * *', '*/61 * * * *', '1-5/0 * * * *', '0/5 * * * *', '*/5-10 * * * *'];
    const otherCrons = ['0 9 L * *', '0 9 * * 5#2', '0 9 ? * 1', '0 9 * * mon1', '0 0 * * monday'];
    for (const cron of [...shapes, ...outside, ...ranges, ...endsOutside, ...steps, ...otherCrons])
      assert.equal(readCronExpression(cron, NOW), null, cron);
    assert.equal(readCronLine(`${'1,'.repeat(100)}1 * * * *`), null, 'longer than 200 characters');
  });

  it('are refused when they never run', () => {
    for (const cron of ['0 0 31 2 *', '0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 0 31 2 */2'])
      assert.equal(readCronExpression(cron, NOW), null, cron);
    // Either day: the Mondays of February.
    assert.notEqual(readCronExpression('0 0 30 2 1', NOW), null);
    assert.notEqual(readCronExpression('0 0 29 2 */7', NOW), null, '2032-02-29 is a Sunday');
  });

  it('name weekdays as people mean them', () => {
    const cases: [string, number[]][] = [
      ['1-7', EVERY_DAY],
      ['mon-7', EVERY_DAY],
      ['mon-sun', EVERY_DAY],
      ['0-7', EVERY_DAY],
      ['sun-sat', EVERY_DAY],
      ['sat-sun', [0, 6]],
      ['SAT-SUN', [0, 6]],
      ['6-7', [0, 6]],
      ['fri-sun', [0, 5, 6]],
      ['sun-tue', [0, 1, 2]],
      ['sun', [0]],
      ['7', [0]],
      ['0,7', [0]],
      ['7-7', [0]],
      ['mon-sun/2', [0, 1, 3, 5]],
      ['*/2', [0, 2, 4, 6]],
      ['wed,mon-tue', [1, 2, 3]],
    ];
    for (const [field, weekdays] of cases)
      assert.deepEqual(readCronLine(`0 0 * * ${field}`)?.weekdays, weekdays, field);
  });

  it('have either day enough only when neither day field begins with a star', () => {
    for (const days of ['13 * 5', '1-31 * 1', '1,2 * 0-6'])
      assert.ok(readCronLine(`0 9 ${days}`)?.eitherDay, days);
    for (const days of ['* * 5', '13 * *', '*/2 * 1', '13 * */2', '*,13 * 5'])
      assert.equal(readCronLine(`0 9 ${days}`)?.eitherDay, false, days);
  });
});
