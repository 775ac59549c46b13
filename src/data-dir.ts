/** The folder that holds everything embedded, and the lock that lets one service at a time use it. */

import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder is in use by another running service; the message is one sentence for the operator. */
export class DataDirLocked extends Error {
  override readonly name = 'DataDirLocked';
}

interface Holder {
  readonly pid: number;
  /** When the process started, in the kernel's own clock; tells a reused pid apart. Null where it is not known. */
  readonly startedAt: string | null;
}

/**
 * Takes the folder for this process and returns the function that gives it back. A lock left by a process that is gone
 * is taken over. Throws `DataDirLocked` when its holder lives.
 */
export function lockDataDir(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = join(folder, 'lock');
  const mine = join(folder, `lock.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Holder));
  try {
    for (;;) {
      try {
        linkSync(mine, lock); // fails when the lock exists: this is what makes it exclusive
        return () => rmSync(lock, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      removeStale(folder, lock);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function removeStale(folder: string, lock: string): void {
  const holder = readHolder(lock);
  if (holder !== null && isAlive(holder)) {
    throw new DataDirLocked(
      `The data folder ${folder} is in use by another Holdfast (process ${holder.pid}); stop that one or set DATA_DIR.`,
    );
  }
  // Moved, then checked: another start may have taken the lock over since it was read.
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return; // another start was faster
  }
  const moved = readHolder(aside);
  const wasFresh = moved !== null && isAlive(moved);
  if (wasFresh) renameSync(aside, lock);
  else rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.startedAt === null || holder.startedAt === startOf(holder.pid);
}

/** Field 22 of /proc/PID/stat, counted behind the command's name, which may hold spaces. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** The admin token: from the settings, else from the folder, where the first start leaves a random one (mode 0600). */
export function adminToken(folder: string, configured: string | null): string {
  if (configured !== null) return configured;
  const file = join(folder, 'admin-token');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const token = randomBytes(32).toString('hex');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
    return token;
  }
}

/** Writes the addresses in use to `runtime.json`, for scripts and tests. */
export function writeRuntime(folder: string, addresses: object): void {
  const file = join(folder, 'runtime.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(addresses, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
