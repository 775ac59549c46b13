/** Processes, their times and their memory, from Linux's /proc. Nothing is known elsewhere. */

import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's unit of time in /proc/PID/stat; 100 on every Linux that Node runs on. */
export const TICKS_PER_SECOND = 100;

export interface Memory {
  /** Bytes of the whole tree, shared pages counted once (PSS). */
  readonly tree: number;
  /** Bytes of the top process alone. */
  readonly top: number;
}

export interface ProcessState {
  readonly parent: number;
  /** With the process id this names a process for good: ids are used again. */
  readonly startedAt: number;
  /** It has ended and only waits for its parent to ask how. */
  readonly isZombie: boolean;
  /** Its processor time so far. */
  readonly ownTicks: number;
  /** That of its children that it has seen end, and of what those had seen end. */
  readonly childTicks: number;
}

export type Processes = ReadonlyMap<number, ProcessState>;

/** All processes there are; null where the system does not tell. */
export function readProcesses(): Processes | null {
  if (process.platform !== 'linux') return null;
  const found = new Map<number, ProcessState>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      found.set(pid, parseStat(readFileSync(`/proc/${name}/stat`, 'utf8')));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

function parseStat(stat: string): ProcessState {
  // Behind the command's name, which may hold blanks: state, parent, …, from the twelfth the four times, of the process
  // in user and system mode and of its children that have ended, and as the twentieth the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const sum = (from: number): number => Number(fields[from]) + Number(fields[from + 1]);
  return {
    parent: Number(fields[1]),
    startedAt: Number(fields[19]),
    isZombie: fields[0] === 'Z' || fields[0] === 'X',
    ownTicks: sum(11),
    childTicks: sum(13),
  };
}

/** `roots` and everything below them, each once. */
export function treeOf(roots: Iterable<number>, processes: Processes): Set<number> {
  const children = new Map<number, number[]>();
  for (const [child, { parent }] of processes) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [child]);
    else siblings.push(child);
  }
  const tree = new Set(roots);
  for (const member of tree) for (const child of children.get(member) ?? []) tree.add(child);
  return tree;
}

/** Of a process and everything below it. */
export function memoryOf(pid: number): Memory | null {
  const processes = readProcesses();
  return processes === null ? null : memoryOfAll(pid, treeOf([pid], processes));
}

export function memoryOfAll(top: number, tree: Iterable<number>): Memory {
  let sum = 0;
  for (const member of tree) sum += pssOf(member);
  return { tree: sum, top: pssOf(top) };
}

function pssOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Its arguments in one line; empty for one that has ended. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
