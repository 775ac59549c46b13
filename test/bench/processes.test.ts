import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { leftoversProblem, trackProcesses } from '../../bench/leftovers.js';
import { readProcesses, TICKS_PER_SECOND } from '../../bench/process-tree.js';
import { watchTree } from '../../bench/tree-watch.js';
import { skipWithout } from '../support/skip.js';

const GRACE_MS = 100;
/** Half a second. */
const ENOUGH_TICKS = 50;

describe('what the benchmark sees of processes', () => {
  before(function () {
    skipWithout('proc', process.platform === 'linux', this);
  });

  it('finds nothing left of a process that has ended', async () => {
    const tracker = trackProcesses();
    await once(run('setTimeout(() => undefined, 400)'), 'exit');
    const left = await tracker.leftovers(GRACE_MS);
    assert.deepEqual(left, { processes: [], folders: [] });
    assert.equal(leftoversProblem(left), null);
  });

  it('finds, names and ends a process that cut its ties, and the profile folder it left', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'holdfast-test-profile-'));
    try {
      const tracker = trackProcesses();
      // The one in between ends while the tracker has seen it.
      const between = run(
        `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)', '--', '--user-data-dir=${profile}'], { detached: true, stdio: 'ignore' });
        setTimeout(() => process.exit(0), 600);`,
      );
      await once(between, 'exit');
      const left = await tracker.leftovers(GRACE_MS);
      assert.equal(left?.processes.length, 1);
      assert.match(left?.processes[0] ?? '', /setTimeout/);
      assert.deepEqual(left?.folders, [profile]);
      assert.match(leftoversProblem(left) ?? '', /left behind/);
      const pid = Number(left?.processes[0]?.split(' ')[0]);
      await until(() => !isAlive(pid));
    } finally {
      rmSync(profile, { recursive: true });
    }
  });

  it('counts the processor time of a process that nobody waited for', async () => {
    const top = run(`
      const between = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`
        require('node:child_process').spawn(process.execPath, ['-e', 'for (const until = Date.now() + 60_000; Date.now() < until;);'], { stdio: 'ignore' })
          .once('spawn', function () { console.log(this.pid); });
      `)}], { stdio: ['ignore', 'inherit', 'inherit'] });
      console.log(between.pid);
      setInterval(() => undefined, 1_000);
    `);
    try {
      const pids = await readPids(top, 2);
      const usage = watchTree(top.pid as number);
      await until(() => pids.some((pid) => (readProcesses()?.get(pid)?.ownTicks ?? 0) > ENOUGH_TICKS));
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      await sleep(500);
      const { cpuSeconds, peak } = usage();
      assert.ok((cpuSeconds ?? 0) > ENOUGH_TICKS / TICKS_PER_SECOND / 2, `${cpuSeconds} s`);
      assert.ok((peak?.tree ?? 0) > (peak?.top ?? 0));
      assert.equal(usage().cpuSeconds, cpuSeconds);
    } finally {
      top.kill('SIGKILL');
    }
  });
});

function run(script: string): ChildProcess {
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function readPids({ stdout }: ChildProcess, count: number): Promise<number[]> {
  let text = '';
  for await (const chunk of stdout ?? []) {
    text += String(chunk);
    const pids = text.split('\n').slice(0, -1).map(Number);
    if (pids.length === count) return pids;
  }
  throw new Error(`only ${JSON.stringify(text)} was said`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(done: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !done(); await sleep(50)) assert.ok(Date.now() < end);
}
