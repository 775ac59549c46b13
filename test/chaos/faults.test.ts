/** Faults against processes that do nothing, and their plans. */

import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../src/adapters/processes.js';
import type { RunningDeployment } from '../../chaos/deployment/running.js';
import { faultOf, injectFaults } from '../../chaos/faults/index.js';
import { planFaults, type FaultPlan } from '../../chaos/faults/plan.js';
import type { Part, PartKind } from '../../chaos/types.js';
import { waitFor } from '../support/wait.js';

const PLAN: FaultPlan = {
  seed: 7,
  minutes: 20,
  kinds: ['program', 'temporal', 'chromium', 'spider'],
  awayKinds: ['program'],
  hasDatabase: true,
  hasSmallDisk: true,
};

describe('the plan of faults', () => {
  it('follows from the seed alone', () => {
    assert.deepEqual(planFaults(PLAN), planFaults({ ...PLAN }));
    assert.notDeepEqual(planFaults(PLAN), planFaults({ ...PLAN, seed: 8 }));
  });

  it('has every kind of fault in the order of time, and none that cannot be carried out', () => {
    const faults = planFaults(PLAN);
    assert.deepEqual([...new Set(faults.map(({ kind }) => kind))].sort(), [
      'away',
      'cut-connections',
      'failpoint',
      'freeze',
      'full-disk',
      'kill',
      'kill-all',
    ]);
    const times = faults.map(({ atMs }) => atMs);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.ok(times.every((atMs) => atMs >= 2_000 && atMs < 20 * 60_000));
    assert.ok(faults.length / PLAN.minutes > 25, `${faults.length} faults in ${PLAN.minutes} minutes`);

    const less = planFaults({ ...PLAN, awayKinds: [], hasDatabase: false, hasSmallDisk: false });
    assert.deepEqual(
      less.filter(({ kind }) => ['away', 'cut-connections', 'full-disk'].includes(kind)),
      [],
    );
  });
});

describe('faults', () => {
  let folder: string;
  let children: ChildProcess[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-faults-'));
    children = [];
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function startPart(kind: PartKind): Promise<Part> {
    const child = spawn('sleep', ['100'], { stdio: 'ignore' });
    children.push(child);
    await once(child, 'spawn');
    return { name: `${kind} ${child.pid}`, kind, pid: child.pid as number };
  }

  function targetOf(parts: readonly Part[]): RunningDeployment {
    return {
      title: 'processes that sleep',
      gatewayUrls: [],
      adminToken: '',
      temporalAddress: '',
      databaseUrl: null,
      kinds: [],
      awayKinds: [],
      failpointFile: join(folder, 'failpoint'),
      disk: null,
      restarts: () => 0,
      parts: async () => parts.filter(({ pid }) => isAlive(pid)),
      whenReady: async () => undefined,
      stop: async () => undefined,
    };
  }

  const never = new AbortController().signal;

  it('kill one process each, and the one that was chosen', async () => {
    const parts = await Promise.all([startPart('spider'), startPart('spider'), startPart('worker')]);
    const spider = { part: 'spider', pick: 0.6, afterReadyMs: null } as const;
    const faults = [faultOf(0, 'kill', spider), faultOf(0, 'kill', spider)];
    const injections = await injectFaults(faults, targetOf(parts), Date.now(), never);
    assert.deepEqual(
      injections.map((injection) => injection.parts),
      [[parts[1]], [parts[0]]],
    );
    assert.deepEqual(
      parts.map(({ pid }) => isAlive(pid)),
      [false, false, true],
    );
  });

  it('freeze a process and let it go on', async () => {
    const part = await startPart('worker');
    const state = (): string => readFileSync(`/proc/${part.pid}/stat`, 'utf8').split(' ')[2] ?? '';
    const fault = faultOf(0, 'freeze', { part: 'worker', pick: 0, forMs: 60_000 });
    const stop = new AbortController();
    const done = injectFaults([fault], targetOf([part]), Date.now(), stop.signal);
    await waitFor('the process to stand still', () => state() === 'T');
    stop.abort(new Error('enough'));
    await assert.rejects(done, /enough/);
    await waitFor('it to go on', () => state() === 'S');
  });

  it('kill everything at once', async () => {
    const parts = await Promise.all([startPart('program'), startPart('temporal'), startPart('chromium')]);
    const [injection] = await injectFaults(
      [faultOf(0, 'kill-all', { afterReadyMs: 0 })],
      targetOf(parts),
      Date.now(),
      never,
    );
    assert.deepEqual(injection?.parts, parts);
    await waitFor('all to be gone', () => !parts.some(({ pid }) => isAlive(pid)));
  });

  it('name the process that took the order of a failpoint, and take back one that nobody took', async () => {
    const part = await startPart('worker');
    const target = targetOf([part]);
    const fault = faultOf(0, 'failpoint', { moment: 'in-settle', passing: 3, afterReadyMs: null });
    const done = injectFaults([fault], target, Date.now(), never);
    await waitFor('the order', () => {
      try {
        assert.match(readFileSync(target.failpointFile, 'utf8'), /^in-settle 3 \S+\n$/);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    });
    renameSync(target.failpointFile, `${target.failpointFile}.${part.pid}`);
    assert.deepEqual((await done)[0]?.parts, [part]);
  });

  it('are refused when they are none, or not as they should be', async () => {
    const part = await startPart('worker');
    const wrong = { part: 'worker', pick: 2, afterReadyMs: null };
    for (const fault of [
      { atMs: 0, kind: 'earthquake', input: {} },
      { atMs: 0, kind: 'kill', input: wrong },
    ])
      await assert.rejects(injectFaults([fault], targetOf([part]), Date.now(), never));
    assert.ok(isAlive(part.pid));
  });
});
