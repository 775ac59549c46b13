/** Whether what was started ends, and what it leaves behind. */

import { existsSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, readProcesses, treeOf, type Processes } from './process-tree.js';

const SAMPLE_MS = 250;
/** For processes that have been told to end. */
const GRACE_MS = 5_000;
const SHOWN_CHARACTERS = 120;

export interface Leftovers {
  /** Id and command. */
  readonly processes: readonly string[];
  /** Profiles of browsers, and where they had their sockets. */
  readonly folders: readonly string[];
}

export interface Tracker {
  /**
   * Stops tracking and tells what is still there although everything was stopped and `graceMs` have passed; processes are
   * ended then. Null where the system does not tell.
   */
  leftovers(graceMs?: number): Promise<Leftovers | null>;
}

/**
 * Remembers every process that is started from now on, directly or not, by this one. One that has cut its ties is found
 * by the browser profile that its command names.
 */
export function trackProcesses(): Tracker {
  const before = readProcesses();
  if (before === null) return { leftovers: async () => null };
  const known = new Map<number, number>();
  const profiles = new Set<string>();
  const folders = new Set<string>();
  const isNew = (pid: number, all: Processes): boolean =>
    pid !== process.pid && before.get(pid)?.startedAt !== all.get(pid)?.startedAt;

  const look = (): void => {
    const all = readProcesses() ?? before;
    for (const pid of treeOf([process.pid, ...living(known, all)], all)) {
      const startedAt = all.get(pid)?.startedAt;
      if (startedAt === undefined || known.get(pid) === startedAt || !isNew(pid, all)) continue;
      known.set(pid, startedAt);
      const profile = /--user-data-dir=(\S+)/.exec(commandOf(pid))?.[1];
      if (profile !== undefined) profiles.add(profile);
    }
    for (const profile of profiles) {
      folders.add(profile);
      const socket = socketFolderOf(profile);
      if (socket !== null) folders.add(socket);
    }
  };
  const left = (): number[] => {
    look();
    const all = readProcesses() ?? before;
    const named = [...all.keys()].filter((pid) => isNew(pid, all) && names(commandOf(pid), profiles));
    return [...new Set([...living(known, all), ...named])];
  };
  const timer = setInterval(look, SAMPLE_MS);
  return {
    leftovers: async (graceMs = GRACE_MS) => {
      clearInterval(timer);
      let pids = left();
      for (const until = Date.now() + graceMs; pids.length > 0 && Date.now() < until; pids = left()) {
        await sleep(100);
      }
      const processes = pids.map((pid) => `${pid} ${commandOf(pid).slice(0, SHOWN_CHARACTERS)}`);
      for (const pid of pids) end(pid);
      return { processes, folders: [...folders].filter((folder) => existsSync(folder)) };
    },
  };
}

/** A sentence about what is left; null when nothing is, or when it is not known. */
export function leftoversProblem(left: Leftovers | null): string | null {
  const all = left === null ? [] : [...left.processes, ...left.folders];
  return all.length === 0 ? null : `it left behind: ${all.join('; ')}`;
}

function* living(known: ReadonlyMap<number, number>, all: Processes): Iterable<number> {
  for (const [pid, startedAt] of known) {
    const state = all.get(pid);
    if (state?.startedAt === startedAt && !state.isZombie) yield pid;
  }
}

/** Chromium has its socket in a folder of its own, because paths of sockets must be short. Not all builds have one. */
function socketFolderOf(profile: string): string | null {
  try {
    return dirname(readlinkSync(join(profile, 'SingletonSocket')));
  } catch {
    return null;
  }
}

function names(command: string, profiles: ReadonlySet<string>): boolean {
  for (const profile of profiles) if (command.includes(profile)) return true;
  return false;
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
