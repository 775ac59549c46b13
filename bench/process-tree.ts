/** Memory and processor time of a process and everything below it, from Linux's /proc. Nothing is known elsewhere. */

import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's unit of time in /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 200;

export interface Memory {
  /** Bytes of the whole tree, shared pages counted once (PSS). */
  readonly tree: number;
  /** Bytes of the top process alone. */
  readonly top: number;
}

interface ProcessTimes {
  readonly parent: number;
  readonly ticks: number;
}

/** Seconds of processor time that the tree has used so far, with that of its children that have ended. */
export function cpuSeconds(pid: number): number | null {
  const processes = readProcesses();
  if (processes === null) return null;
  const ticks = treeOf(pid, processes).reduce((sum, member) => sum + (processes.get(member)?.ticks ?? 0), 0);
  return ticks / TICKS_PER_SECOND;
}

export function memoryOf(pid: number): Memory | null {
  const processes = readProcesses();
  if (processes === null) return null;
  const tree = treeOf(pid, processes).reduce((sum, member) => sum + pssOf(member), 0);
  return { tree, top: pssOf(pid) };
}

/** Samples the tree's memory until it is asked for the highest of each. */
export function watchPeak(pid: number): () => Memory | null {
  let peak = memoryOf(pid);
  const look = (): void => {
    const now = memoryOf(pid);
    if (peak === null || now === null) return;
    peak = { tree: Math.max(peak.tree, now.tree), top: Math.max(peak.top, now.top) };
  };
  const timer = setInterval(look, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    look();
    return peak;
  };
}

function readProcesses(): Map<number, ProcessTimes> | null {
  if (process.platform !== 'linux') return null;
  const found = new Map<number, ProcessTimes>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // Behind the command's name, which may hold blanks: state, parent, … and from the twelfth the four times: of the
      // process in user and system mode, and of its children that have ended.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      found.set(pid, { parent: Number(fields[1]), ticks });
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

function treeOf(pid: number, processes: ReadonlyMap<number, ProcessTimes>): number[] {
  const children = new Map<number, number[]>();
  for (const [child, { parent }] of processes) children.set(parent, [...(children.get(parent) ?? []), child]);
  const tree = [pid];
  for (const member of tree) tree.push(...(children.get(member) ?? []));
  return tree;
}

function pssOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
