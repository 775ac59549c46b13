/**
 * Folders of running browsers, named after the process that owns them. What a killed worker left, a browser that hangs or
 * its folder, is recognised by that name and cleared away by the next one.
 */

import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { allPids, commandLine, groupOf, isSame, startTime } from '../processes.js';

// Processes of another container are not to be seen from here, though its temporary folder may be shared.
const MACHINE = hostname().replace(/[^A-Za-z0-9]/g, '');
const PREFIX = `holdfast-browser-${MACHINE}-`;

/** A fresh folder that belongs to this process. */
export function makeProfileDir(): string {
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${startTime(process.pid) ?? '0'}-`));
}

/** Removes a folder although dying processes may still write to it. */
export async function removeProfileDir(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** Ends browsers and removes folders whose owner is gone. Resolves with how many. Does nothing without /proc. */
export async function clearLeftovers(): Promise<number> {
  if (startTime(process.pid) === null) return 0;
  const left = readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .filter((name) => {
      const [pid, startedAt] = name.slice(PREFIX.length).split('-');
      return !isSame(Number(pid), startedAt ?? null);
    })
    .map((name) => join(tmpdir(), name));
  if (left.length === 0) return 0;
  for (const kill of browsersOf(left).map(killerOf)) kill();
  await Promise.all(left.map(removeProfileDir));
  return left.length;
}

/** Processes whose command line names one of these profile folders. */
function browsersOf(dirs: readonly string[]): number[] {
  return allPids().filter((pid) => {
    const words = commandLine(pid).split('\0');
    return dirs.some((dir) => words.includes(`--user-data-dir=${dir}`));
  });
}

/**
 * How to end a browser with all its processes at once, whatever has become of some of them by then. Playwright starts it
 * in a group of its own, which a script that starts the browser may lead.
 */
export function killerOf(pid: number): () => void {
  const group = groupOf(pid);
  const isItsOwn = group !== null && group !== groupOf(process.pid);
  return () => {
    if (isItsOwn) killProcess(-group);
    killProcess(pid);
  };
}

/** Ends a process at once; one that is gone already is no error. */
function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
