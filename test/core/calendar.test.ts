import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isoSeconds, minuteEnd, minuteOf, monthEnd, monthOf, secondsUntil } from '../../src/core/calendar.js';

const instant = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
});

describe('the calendar', () => {
  it('reads months in UTC and ends each where the next begins', () => {
    for (const [at, month, end] of [
      ['2026-01-31T23:59:59.999Z', '2026-01', '2026-02-01T00:00:00.000Z'],
      ['2026-12-31T23:59:59Z', '2026-12', '2027-01-01T00:00:00.000Z'],
      ['2028-02-29T12:00:00Z', '2028-02', '2028-03-01T00:00:00.000Z'],
      ['2026-03-01T00:30:00+01:00', '2026-02', '2026-03-01T00:00:00.000Z'],
    ] as const) {
      assert.equal(monthOf(new Date(at)), month);
      assert.equal(monthEnd(month).toISOString(), end);
    }
  });

  it('puts every instant into a month and a minute that hold it', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const end = monthEnd(monthOf(at));
        assert.ok(at < end);
        assert.equal(monthOf(new Date(end.getTime() - 1)), monthOf(at));
        assert.notEqual(monthOf(end), monthOf(at));
        const minute = minuteOf(at);
        assert.equal(minute % 60_000, 0);
        assert.ok(minute <= at.getTime() && at < minuteEnd(minute));
      }),
    );
  });

  it('counts whole seconds up, and at least one', () => {
    const now = new Date('2026-01-01T00:00:00.000Z');
    const after = (ms: number): number => secondsUntil(new Date(now.getTime() + ms), now);
    assert.deepEqual([-5_000, 0, 1, 1_000, 1_001, 60_000].map(after), [1, 1, 1, 1, 2, 60]);
  });

  it('prints whole seconds in UTC', () => {
    assert.equal(isoSeconds(new Date('2026-05-08T10:14:21.987Z')), '2026-05-08T10:14:21Z');
    fc.assert(
      fc.property(instant, (at) => {
        assert.match(isoSeconds(at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        assert.ok(at.getTime() - Date.parse(isoSeconds(at)) < 1_000);
      }),
    );
  });
});
