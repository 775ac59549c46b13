import { strict as assert } from 'node:assert';
import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createChunkHolds, type ChunkHolds } from '../../src/app/chunk-holds.js';
import { createJobWatch, JobOver, watching, type JobWatch } from '../../src/app/job-watch.js';
import type { Hold } from '../../src/core/hold.js';
import { AttemptLost } from '../../src/ports/attempt-lost.js';
import type { Holds, JobHold } from '../../src/ports/store/holds.js';
import { silentLog } from '../support/log.js';
import { waitFor } from '../support/wait.js';

const held = (attempt: number, chunk = 'run/5'): JobHold => ({ jobId: 'job_1', hold: { chunk, attempt } });
const never = (): AbortSignal => new AbortController().signal;

/** Resolves when the signal aborts. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

describe('holding chunks', () => {
  /** The attempt that has each chunk, as the database knows it. */
  let taken: Map<string, number>;
  let checks: number;
  let stoodStill: boolean;
  let watch: JobWatch;
  let chunks: ChunkHolds;

  beforeEach(() => {
    taken = new Map();
    checks = 0;
    stoodStill = false;
    const isLost = ({ chunk, attempt }: Hold): boolean => (taken.get(chunk) ?? 1) > attempt;
    const holds: Holds = {
      take: async (_jobId, hold) => {
        if (isLost(hold)) return false;
        taken.set(hold.chunk, hold.attempt);
        return true;
      },
      check: async (all) => {
        checks += 1;
        return all.map((one) => ({ ...one, isLost: isLost(one.hold), isOver: false }));
      },
      over: async () => [],
    };
    watch = createJobWatch({ look: null, log: silentLog });
    const standstill = { since: () => stoodStill };
    chunks = createChunkHolds({ holds, jobWatch: watch, rideOut: (work) => work(), standstill });
  });
  afterEach(() => watch.close());

  it('hands the signal of a cancel on, and resolves with what the work gives', async () => {
    const cancel = new AbortController();
    const result = chunks.holding(held(1), cancel.signal, async (signal) => {
      await aborted(signal);
      return signal.reason as unknown;
    });
    cancel.abort('cancelled');
    assert.equal(await result, 'cancelled');
  });

  it('stops the work of an attempt whose commit was refused, and rejects whatever it gives', async () => {
    let begun = 0;
    const untilStopped = async (signal: AbortSignal): Promise<void> => {
      begun += 1;
      await aborted(signal);
    };
    const lost = chunks.holding(held(1), never(), untilStopped);
    const cancel = new AbortController();
    const other = chunks.holding(held(1, 'run/6'), cancel.signal, untilStopped);
    await waitFor('both', () => begun === 2);
    chunks.note([{ ...held(1), isLost: true, isOver: false }]);
    await assert.rejects(lost, AttemptLost);
    cancel.abort('cancelled');
    await other;
  });

  it('ends an earlier attempt in this process before a later one begins', async () => {
    const steps: string[] = [];
    const first = chunks.holding(held(1), never(), async (signal) => {
      steps.push('first begins');
      await aborted(signal);
      await sleep(20);
      steps.push('first ends');
    });
    first.catch(() => undefined);
    await waitFor('the first', () => steps.length === 1);
    await chunks.holding(held(2), never(), async () => steps.push('second begins'));
    await assert.rejects(first, AttemptLost);
    assert.deepEqual(steps, ['first begins', 'first ends', 'second begins']);
  });

  it('does not begin as an attempt that another one has followed, here or elsewhere', async () => {
    const begin = (): Promise<never> => Promise.reject(new Error('begun'));
    taken.set('run/5', 3);
    await assert.rejects(chunks.holding(held(2), never(), begin), AttemptLost);
    const third = chunks.holding(held(3), never(), async () => {
      await assert.rejects(chunks.holding(held(2), never(), begin), AttemptLost);
    });
    await third;
  });

  it('asks the database after a standstill which chunks are lost, once for all, and stops those', async () => {
    const lost = chunks.holding(held(1), never(), aborted);
    const kept = chunks.holding(held(1, 'run/6'), never(), async (signal) => {
      await lost.catch(() => undefined);
      return signal.aborted;
    });
    lost.catch(() => undefined);
    await chunks.awake();
    assert.equal(checks, 0);
    taken.set('run/5', 2);
    stoodStill = true;
    const both = [
      chunks.awake(),
      Promise.resolve()
        .then(() => (stoodStill = false))
        .then(chunks.awake),
    ];
    await Promise.all(both);
    assert.equal(checks, 1);
    await assert.rejects(lost, AttemptLost);
    assert.equal(await kept, false);
  });

  it('stops the work of a job that a commit has found to be over, with that reason', async () => {
    const reason = chunks.holding(held(1), never(), async (signal) => {
      setImmediate(() => chunks.note([{ ...held(1, 'run/6'), isLost: false, isOver: true }]));
      await aborted(signal);
      return signal.reason as unknown;
    });
    assert.ok((await reason) instanceof JobOver);
    assert.equal(watch.isOver('job_1'), true);
  });
});

describe('watching jobs', () => {
  it('looks at those that nobody has heard of, and stops the work of those that are over', async () => {
    const over = new Set<string>();
    const asked: string[][] = [];
    const look = async (ids: readonly string[]): Promise<string[]> => {
      asked.push([...ids]);
      return ids.filter((id) => over.has(id));
    };
    const watch = createJobWatch({ look, log: silentLog });
    try {
      const one = watch.watch('one', never());
      const two = watch.watch('two', never());
      await waitFor('a look at both', () => asked.some((ids) => ids.length === 2));
      over.add('two');
      await aborted(two.signal);
      assert.ok(two.signal.reason instanceof JobOver);
      assert.equal(one.signal.aborted, false);
      assert.ok(watch.watch('two', never()).signal.aborted, 'later work of it does not begin');
      one.leave();
      two.leave();
    } finally {
      watch.close();
    }
  });

  it('goes on looking after a look that failed', async () => {
    let looks = 0;
    const look = async (ids: readonly string[]): Promise<readonly string[]> => {
      if (++looks === 1) throw new Error('away');
      return ids;
    };
    const watch = createJobWatch({ look, log: silentLog });
    try {
      await aborted(watch.watch('one', never()).signal);
      assert.equal(looks, 2);
    } finally {
      watch.close();
    }
  });

  it('leaves no listener behind', async () => {
    const watch = createJobWatch({ look: null, log: silentLog });
    const outer = new AbortController();
    const work = watching(watch, async (jobId, signal) => {
      assert.equal(getEventListeners(outer.signal, 'abort').length, 1);
      return `${jobId} ${signal.aborted}`;
    });
    assert.equal(await work('one', outer.signal), 'one false');
    assert.equal(getEventListeners(outer.signal, 'abort').length, 0);
  });
});
