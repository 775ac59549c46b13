import { strict as assert } from 'node:assert';
import { createMemoryPacing } from '../../src/adapters/pacing-memory.js';
import { takeClock } from '../support/clock.js';
import { describePacing } from './pacing.js';

describe('pacing in memory', () => {
  const pacing = createMemoryPacing();
  describePacing(() => [pacing, pacing], createMemoryPacing);

  it('holds a host no longer when the clock is set back', async () => {
    const clock = takeClock();
    try {
      const ours = createMemoryPacing();
      await ours.hold('held.test', 60_000);
      clock.shift(-3_600_000);
      const wait = await ours.take('held.test', 0);
      assert.ok(wait > 50_000 && wait <= 60_000, String(wait));
    } finally {
      clock.restore();
    }
  });
});
