import { strict as assert } from 'node:assert';
import { watchStandstill } from '../../src/app/standstill.js';

describe('the watch for standstills', () => {
  it('tells whether the process stood still after a time, even before its own timer comes', () => {
    let at = 100_000;
    const watch = watchStandstill(() => at);
    try {
      const before = at;
      assert.equal(watch.since(before), false);
      at += 2_000; // a page that holds up the thread
      assert.equal(watch.since(before), false);
      at += 30_000;
      assert.equal(watch.since(before), true);
      assert.equal(watch.since(at), false);
      at += 1_000;
      assert.equal(watch.since(before), true);
      assert.equal(watch.since(at), false);
    } finally {
      watch.close();
    }
  });

  it('takes a clock that is set back for no standstill', () => {
    let at = 100_000;
    const watch = watchStandstill(() => at);
    try {
      at -= 50_000;
      assert.equal(watch.since(0), false);
    } finally {
      watch.close();
    }
  });

  it('takes what begins after the clock was set back for later than an earlier standstill', () => {
    let at = 100_000;
    const watch = watchStandstill(() => at);
    try {
      at += 60_000;
      assert.equal(watch.since(100_000), true);
      at -= 50_000;
      assert.equal(watch.since(at - 1), true, 'the standstill has just ended');
      const begun = at;
      at += 1_000;
      assert.equal(watch.since(begun), false);
    } finally {
      watch.close();
    }
  });
});
