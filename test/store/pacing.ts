import { strict as assert } from 'node:assert';
import type { Pacing } from '../../src/ports/host-gate.js';
import { takeClock } from '../support/clock.js';

let lastHost = 0;
const newHost = (): string => `host-${(lastHost += 1)}.test`;

/** What every pacing promises; `pacings` gives two views of one deployment, as two workers have, and `create` a new one. */
export function describePacing(pacings: () => readonly [Pacing, Pacing], create: () => Pacing): void {
  it('lets a host start at once, again and again, when nothing is asked', async () => {
    const [pacing] = pacings();
    const host = newHost();
    for (let n = 0; n < 3; n += 1) assert.equal(await pacing.take(host, 0), 0);
  });

  it('lets a host start at once after the clock was set back', async () => {
    const clock = takeClock();
    try {
      const pacing = create();
      const host = newHost();
      assert.equal(await pacing.take(host, 0), 0);
      clock.shift(-3_600_000);
      assert.equal(await pacing.take(host, 0), 0);
    } finally {
      clock.restore();
    }
  });

  it('gives one of many workers the start, and tells the others how long to wait', async () => {
    const [one, other] = pacings();
    const host = newHost();
    const waits = await Promise.all([one, other, one, other].map((pacing) => pacing.take(host, 60_000)));
    assert.equal(waits.filter((wait) => wait === 0).length, 1);
    for (const wait of waits) assert.ok(wait <= 60_000);
  });

  it('holds a host for everybody, and no other host', async () => {
    const [one, other] = pacings();
    const host = newHost();
    await one.hold(host, 60_000);
    assert.ok((await other.take(host, 0)) > 50_000);
    assert.ok((await one.take(host, 1_000)) > 50_000);
    assert.equal(await other.take(newHost(), 0), 0);
  });

  it('does not shorten a hold', async () => {
    const [one, other] = pacings();
    const host = newHost();
    await one.hold(host, 60_000);
    await other.hold(host, 10);
    assert.ok((await one.take(host, 0)) > 50_000);
  });
}
