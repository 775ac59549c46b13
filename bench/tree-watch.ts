/** What a process and everything below it uses while they are watched. */

import {
  memoryOfAll,
  readProcesses,
  TICKS_PER_SECOND,
  treeOf,
  type Memory,
  type Processes,
  type ProcessState,
} from './process-tree.js';

const SAMPLE_MS = 200;
/** Reading the memory of a browser's processes takes tens of milliseconds, which are not to be felt by what is measured. */
const PAUSES_PER_READING = 20;

export interface Usage {
  /** Null where the system does not tell. */
  readonly cpuSeconds: number | null;
  /** The highest of each. */
  readonly peak: Memory | null;
}

/** Watches until it is asked for the first time; the answer stays the same then. */
export function watchTree(pid: number): () => Usage {
  const first = sample(pid, []);
  if (first === null) return () => ({ cpuSeconds: null, peak: null });
  const ticksBefore = ticksOf(first);
  let last = first;
  let lostTicks = 0;
  let peak = memoryOfAll(pid, first.keys());
  let readMemoryAt = 0;

  const look = (): void => {
    const now = sample(pid, last) ?? last;
    lostTicks += lostBetween(last, now);
    last = now;
    const startedAt = performance.now();
    if (startedAt < readMemoryAt) return;
    const { tree, top } = memoryOfAll(pid, now.keys());
    const endedAt = performance.now();
    readMemoryAt = endedAt + (endedAt - startedAt) * PAUSES_PER_READING;
    peak = { tree: Math.max(peak.tree, tree), top: Math.max(peak.top, top) };
  };
  const timer = setInterval(look, SAMPLE_MS);
  let usage: Usage | null = null;
  return () => {
    if (usage !== null) return usage;
    clearInterval(timer);
    readMemoryAt = 0;
    look();
    usage = { cpuSeconds: (ticksOf(last) + lostTicks - ticksBefore) / TICKS_PER_SECOND, peak };
    return usage;
  };
}

/** The tree as it is, with what was in it before and has lost its parent since. */
function sample(pid: number, before: Iterable<readonly [number, ProcessState]>): Processes | null {
  const all = readProcesses();
  if (all === null) return null;
  const roots = [pid];
  for (const [member, { startedAt }] of before) {
    if (all.get(member)?.startedAt === startedAt) roots.push(member);
  }
  const tree = new Map<number, ProcessState>();
  for (const member of treeOf(roots, all)) {
    const state = all.get(member);
    if (state !== undefined) tree.set(member, state);
  }
  return tree;
}

function ticksOf(tree: Processes): number {
  let sum = 0;
  for (const { ownTicks, childTicks } of tree.values()) sum += ownTicks + childTicks;
  return sum;
}

/**
 * The times of processes that ended and that no parent took note of. A browser does not wait for its helpers when it
 * ends, so that all that its pages have cost would be gone with them.
 */
function lostBetween(before: Processes, now: Processes): number {
  const isAlive = (pid: number): boolean => now.get(pid)?.startedAt === before.get(pid)?.startedAt;
  const owed = new Map<number, number>();
  for (const [pid, { ownTicks, childTicks, parent }] of before) {
    if (isAlive(pid)) continue;
    let heir = parent;
    for (let state = before.get(heir); state !== undefined && !isAlive(heir); state = before.get(heir)) {
      heir = state.parent;
    }
    owed.set(heir, (owed.get(heir) ?? 0) + ownTicks + childTicks);
  }
  let lost = 0;
  for (const [heir, ticks] of owed) {
    const noted = (now.get(heir)?.childTicks ?? 0) - (before.get(heir)?.childTicks ?? 0);
    lost += Math.max(0, ticks - noted);
  }
  return lost;
}
