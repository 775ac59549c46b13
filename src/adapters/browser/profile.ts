/**
 * Folders of running browsers, named after the process that owns them. What a killed worker left, a browser that hangs or
 * its folder, is recognised by that name and cleared away by the next one.
 */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { allPids, commandLine, isSame, startTime } from '../processes.js';

// Processes of another container are not to be seen from here, though its temporary folder may be shared.
const MACHINE = hostname().replace(/[^A-Za-z0-9]/g, '');
const PREFIX = `holdfast-browser-${MACHINE}-`;

/** A fresh folder that belongs to this process. */
export function makeProfileDir(): string {
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${startTime(process.pid) ?? '0'}-`));
}

/** Removes a folder although a dying browser may still write to it. */
export function removeProfileDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Ends browsers and removes folders whose owner is gone. Returns how many of each. Does nothing without /proc. */
export function clearLeftovers(): { readonly ended: number; readonly removed: number } {
  if (startTime(process.pid) === null) return { ended: 0, removed: 0 };
  const left = readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .filter((name) => {
      const [pid, startedAt] = name.slice(PREFIX.length).split('-');
      return !isSame(Number(pid), startedAt ?? null);
    })
    .map((name) => join(tmpdir(), name));
  const ended = left.length === 0 ? 0 : endBrowsersOf(left);
  for (const dir of left) removeProfileDir(dir);
  return { ended, removed: left.length };
}

/** Processes whose command line names one of these profile folders. */
export function browsersOf(dirs: readonly string[]): number[] {
  return allPids().filter((pid) => {
    const words = commandLine(pid).split('\0');
    return dirs.some((dir) => words.includes(`--user-data-dir=${dir}`));
  });
}

function endBrowsersOf(dirs: readonly string[]): number {
  const pids = browsersOf(dirs);
  for (const pid of pids) killProcess(pid);
  return pids.length;
}

/** Ends a process at once; one that is gone already is no error. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
