import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { createMemoryHostGate } from '../../src/adapters/host-gate-memory.js';
import type { Turn } from '../../src/ports/host-gate.js';

const never = new AbortController().signal;
/** Lets everything that can go on without us go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the host gate', () => {
  it('lets as many in as it has places, and the others in the order they came', async () => {
    const gate = createMemoryHostGate(2);
    const inside: { who: number; turn: Turn }[] = [];
    for (let who = 0; who < 5; who++)
      void gate.enter('a.test', never).then((turn) => inside.push({ who, turn }));
    await settle();
    assert.deepEqual(
      inside.map(({ who }) => who),
      [0, 1],
    );
    inside[1]?.turn.leave();
    await settle();
    assert.deepEqual(
      inside.map(({ who }) => who),
      [0, 1, 2],
    );
    inside[0]?.turn.leave();
    inside[2]?.turn.leave();
    await settle();
    assert.deepEqual(
      inside.map(({ who }) => who),
      [0, 1, 2, 3, 4],
    );
  });

  it('lets the next fetch once a request is over, up to twice its places of turns held', async () => {
    const gate = createMemoryHostGate(1);
    const first = await gate.enter('a.test', never);
    const order: number[] = [];
    const second = gate.enter('a.test', never).then((turn) => (order.push(2), turn));
    const third = gate.enter('a.test', never).then((turn) => (order.push(3), turn));
    await settle();
    assert.deepEqual(order, []);
    first.fetched();
    (await second).fetched();
    await settle();
    assert.deepEqual(order, [2], 'two turns are held');
    first.leave();
    await third;
    assert.deepEqual(order, [2, 3]);
  });

  it('counts a turn once, however often it is left', async () => {
    const gate = createMemoryHostGate(1);
    const first = await gate.enter('a.test', never);
    first.leave();
    const second = await gate.enter('a.test', never);
    first.fetched();
    first.leave();
    let third: Turn | undefined;
    void gate.enter('a.test', never).then((turn) => (third = turn));
    await settle();
    assert.equal(third, undefined);
    second.leave();
    await settle();
    assert.ok(third);
  });

  it('keeps hosts apart', async () => {
    const gate = createMemoryHostGate(1);
    await gate.enter('a.test', never);
    await gate.enter('b.test', never);
    await gate.enter('a.test:8080', never);
  });

  it('lets go of who waits when its signal aborts, and passes the place to the next', async () => {
    const gate = createMemoryHostGate(1);
    const first = await gate.enter('a.test', never);
    const abort = new AbortController();
    const waiting = gate.enter('a.test', abort.signal);
    const next = gate.enter('a.test', never);
    abort.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
    first.leave();
    (await next).leave();
  });

  it('refuses who comes with a signal that has aborted, and takes no place for it', async () => {
    const gate = createMemoryHostGate(1);
    await assert.rejects(gate.enter('a.test', AbortSignal.abort(new Error('before'))), /before/);
    (await gate.enter('a.test', never)).leave();
  });

  it('does not keep a page that would ask once more for as long as the host asks to be left alone', async () => {
    const gate = createMemoryHostGate(1);
    const turn = await gate.enter('a.test', never);
    turn.fetched(503, '600');
    await settle();
    assert.equal(await turn.again(never, { spacingMs: 0, patienceMs: 15_000 }), false);
    turn.leave();
    const other = await gate.enter('b.test', never);
    other.fetched(200);
    assert.equal(await other.again(never, { spacingMs: 0, patienceMs: 15_000 }), true);
    other.leave();
  });

  it('holds its bounds and lets everyone through, whoever leaves or gives up when', async () => {
    const visit = fc.record({
      host: fc.constantFrom('a', 'b'),
      steps: fc.nat(3),
      gaveUpAfter: fc.option(fc.nat(4)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(visit, { maxLength: 20 }),
        async (places, visits) => {
          const gate = createMemoryHostGate(places);
          const fetching: Record<string, number> = { a: 0, b: 0 };
          const held: Record<string, number> = { a: 0, b: 0 };
          const count = (of: Record<string, number>, host: string, by: number): number =>
            (of[host] = (of[host] as number) + by);
          const wait = async (turns: number): Promise<void> => {
            for (let n = 0; n < turns; n++) await settle();
          };
          const ends = visits.map(async ({ host, steps, gaveUpAfter }) => {
            const abort = new AbortController();
            if (gaveUpAfter !== null) void wait(gaveUpAfter).then(() => abort.abort(new Error('gave up')));
            const turn = await gate.enter(host, abort.signal).catch(() => null);
            if (turn === null) return;
            assert.ok(count(fetching, host, 1) <= places);
            assert.ok(count(held, host, 1) <= 2 * places);
            await wait(steps);
            count(fetching, host, -1);
            turn.fetched();
            await wait(steps);
            count(held, host, -1);
            turn.leave();
          });
          await Promise.all(ends);
        },
      ),
      { numRuns: 50 },
    );
  });
});
