/** Processes of this machine, read from /proc. Systems without it know less, and say so. */

import { readdirSync, readFileSync } from 'node:fs';

/** False for zombies too: they hold no file and no port. Without /proc only the pid can be asked for. */
export function isAlive(pid: number): boolean {
  if (startTime(pid) !== null) return true;
  if (startTime(process.pid) !== null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether the process is still the one that was noted, whatever pids were used again. */
export function isSame(pid: number, startedAt: string | null): boolean {
  return startedAt !== null && startTime(pid) === startedAt;
}

/** When the process was started, in the kernel's words; null when it is gone, a zombie, or nothing is known here. */
export function startTime(pid: number): string | null {
  const fields = statFields(pid);
  return fields === null || fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
}

/** Fields of /proc/PID/stat from the third on: state, parent, group … */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the name in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** The words of its command line, each ended by a NUL; empty when nothing is known. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Bytes that a process group holds, shared pages counted once (PSS); null when nothing is known. */
export function groupMemory(groupId: number): number | null {
  if (startTime(process.pid) === null) return null;
  return allPids()
    .filter((pid) => groupOf(pid) === groupId)
    .reduce((sum, pid) => sum + pssOf(pid), 0);
}

/** Every process that can be seen; none without /proc. */
export function allPids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** The process group that a process belongs to; null when it is gone or nothing is known. */
export function groupOf(pid: number): number | null {
  const fields = statFields(pid);
  return fields === null ? null : Number(fields[2]);
}

function pssOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it ended meanwhile
  }
}
