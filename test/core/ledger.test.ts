import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { type JobKind, JOB_KINDS } from '../../src/core/job-kinds.js';
import { chargeAtEnd, pagePrice, refund, reserve } from '../../src/core/ledger.js';
import { FAILURES, type FailureCode } from '../../src/core/failure.js';

const units = fc.nat(1_000);
const remaining = fc.option(fc.integer({ min: -50, max: 1_000 }));
const prepaid = fc.integer({ min: -50, max: 1_000 });

describe('reserve', () => {
  it('takes exactly what is asked for, the month first, and never more than there is', () => {
    fc.assert(
      fc.property(units, remaining, prepaid, (asked, left, balance) => {
        const split = reserve(asked, left, balance);
        const monthly = left === null ? Infinity : Math.max(0, left);
        const enough = asked <= monthly + Math.max(0, balance);
        assert.equal(split !== null, enough);
        if (split === null) return;
        assert.equal(split.month + split.prepaid, asked);
        assert.ok(split.month >= 0 && split.month <= monthly);
        assert.ok(split.prepaid >= 0 && split.prepaid <= Math.max(0, balance));
        if (split.prepaid > 0)
          assert.equal(split.month, monthly, 'prepaid units while the month has some left');
      }),
    );
  });
});

describe('refund', () => {
  it('gives back what was not charged, prepaid units first, and no more of either than was taken', () => {
    fc.assert(
      fc.property(units, units, fc.nat(1_000), (month, bought, part) => {
        const charged = Math.floor(((month + bought) * part) / 1_000);
        const back = refund({ month, prepaid: bought }, charged);
        assert.equal(back.month + back.prepaid, month + bought - charged);
        assert.ok(back.month >= 0 && back.month <= month);
        assert.ok(back.prepaid >= 0 && back.prepaid <= bought);
        if (back.month > 0) assert.equal(back.prepaid, bought, 'month units while prepaid ones are owed');
      }),
    );
  });

  it('undoes a reservation of which nothing was charged', () => {
    fc.assert(
      fc.property(units, remaining, prepaid, (asked, left, balance) => {
        const split = reserve(asked, left, balance);
        if (split !== null) assert.deepEqual(refund(split, 0), split);
      }),
    );
  });

  it('throws when more was charged than reserved', () => {
    assert.throws(() => refund({ month: 1, prepaid: 1 }, 3), /charged 3 of 2/);
  });
});

describe('pagePrice', () => {
  it('is one unit for a page that ran, and none where the fault or the lack is ours', () => {
    assert.equal(pagePrice(null), 1);
    const free = (Object.keys(FAILURES) as FailureCode[]).filter(
      (code) => FAILURES[code].httpStatus === 200 && pagePrice(code) === 0,
    );
    assert.deepEqual(free.sort(), ['JOB_CANCELLED', 'JOB_FAILED', 'PAGE_CRASHED', 'RENDERING_UNAVAILABLE']);
  });
});

describe('chargeAtEnd', () => {
  const kinds = Object.keys(JOB_KINDS) as JobKind[];
  const ended = { total: 1, succeeded: 0, failed: 0, skipped: 0, charged: 0 };

  it('keeps a unit that did not run for a cancelled extract alone', () => {
    for (const kind of kinds) {
      assert.equal(chargeAtEnd({ ...ended, kind }, false), 0, kind);
      assert.equal(chargeAtEnd({ ...ended, kind }, true), kind === 'extract' ? 1 : 0, kind);
    }
  });

  it('is what the outcomes cost where there are some, also for a job that was cancelled', () => {
    for (const kind of kinds) {
      for (const cancelled of [false, true]) {
        assert.equal(chargeAtEnd({ ...ended, kind, failed: 1, charged: 0 }, cancelled), 0, kind);
        assert.equal(chargeAtEnd({ ...ended, kind, failed: 1, charged: 1 }, cancelled), 1, kind);
        assert.equal(chargeAtEnd({ ...ended, kind, succeeded: 1, charged: 1 }, cancelled), 1, kind);
      }
    }
  });
});
