import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, isSame, startTime } from '../processes.js';

/** Who runs on a data folder: enough to recognise the very same processes later, whatever pids were reused. */
interface Running {
  pid: number;
  startedAt: string | null;
  ownerPid: number;
  ownerStartedAt: string | null;
}

const graceMs = 2_000;
const goneMs = 5_000;

export function noteRunning(file: string, pid: number): void {
  const running: Running = {
    pid,
    startedAt: startTime(pid),
    ownerPid: process.pid,
    ownerStartedAt: startTime(process.pid),
  };
  // Renamed into place: a half-written note would hide a leftover for good.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(running));
  renameSync(draft, file);
}

export function forgetRunning(file: string): void {
  rmSync(file, { force: true });
}

/**
 * Ends the server that an earlier, killed run may have left on this database. Only a process that has the
 * noted pid, the noted start time and the database in its command line is touched. Systems without /proc rely
 * on the guard alone.
 */
export async function endLeftover(file: string, databaseFile: string): Promise<'none' | 'ended'> {
  const running = readNote(file);
  if (running === null) return 'none';
  const same = (): boolean =>
    isSame(running.pid, running.startedAt) && commandLine(running.pid).includes(databaseFile);
  if (!same()) return 'none';
  if (running.ownerPid !== process.pid && isSame(running.ownerPid, running.ownerStartedAt)) {
    throw new Error(
      `Process ${running.ownerPid} already runs Temporal on ${databaseFile}: stop it, or set another DATA_DIR.`,
    );
  }
  if (await endProcess(running.pid, same)) return 'ended';
  throw new Error(
    `Process ${running.pid} still uses ${databaseFile} and could not be ended: end it, then start again.`,
  );
}

async function endProcess(pid: number, alive: () => boolean): Promise<boolean> {
  for (const [name, waitMs] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', goneMs],
  ] as const) {
    try {
      process.kill(pid, name);
    } catch {
      // Already gone, or not ours to end: the loop below finds out which.
    }
    for (let waited = 0; waited < waitMs; waited += 50) {
      if (!alive()) return true;
      await sleep(50);
    }
  }
  return !alive();
}

function readNote(file: string): Running | null {
  try {
    const note = JSON.parse(readFileSync(file, 'utf8')) as Partial<Running>;
    if (typeof note.pid !== 'number' || typeof note.ownerPid !== 'number') return null;
    return {
      pid: note.pid,
      startedAt: note.startedAt ?? null,
      ownerPid: note.ownerPid,
      ownerStartedAt: note.ownerStartedAt ?? null,
    };
  } catch {
    return null;
  }
}
