/**
 * What all processes of one test run share: a folder, in which whoever needs a thing first makes it for everybody, and
 * the processes that are ended after the last test.
 */

import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../src/adapters/processes.js';

/** Names the folder in the environment of all processes of the run. */
const FOLDER = 'HOLDFAST_TEST_RUN';
const MADE_MS = 180_000;
const STOP_MS = 60_000;

let isOurs = false;

/** Before the first test. Does nothing in a process that runs a part of what another one has opened. */
export function openRun(): void {
  if (process.env[FOLDER] !== undefined) return;
  isOurs = true;
  process.env[FOLDER] = mkdtempSync(join(tmpdir(), 'holdfast-tests-'));
  for (const name of ['made', 'pids', 'lanes']) mkdirSync(join(runFolder(), name));
}

/** Whether this process has opened the run, and closes it. */
export function ownsRun(): boolean {
  return isOurs;
}

/** After the last test: ends every process that was left to the run, and removes what it stored. */
export async function closeRun(): Promise<void> {
  await Promise.all(readdirSync(join(runFolder(), 'pids')).map((pid) => endProcess(Number(pid))));
  rmSync(runFolder(), { recursive: true, force: true, maxRetries: 5 });
  delete process.env[FOLDER];
}

export function runFolder(): string {
  const folder = process.env[FOLDER];
  if (folder === undefined) throw new Error('no test run is open');
  return folder;
}

/** Leaves a process to the run: it gets a SIGTERM after the last test of all. */
export function leaveToRun(pid: number): void {
  writeFileSync(join(runFolder(), 'pids', String(pid)), '');
}

/**
 * The value that `make` resolved with in whichever process of the run called this first with that name; it passes
 * through JSON. Rejects in all of them when `make` has rejected.
 */
export async function onceInRun<T>(name: string, make: () => Promise<T>): Promise<T> {
  const folder = join(runFolder(), 'made');
  const file = join(folder, `${name}.json`);
  try {
    mkdirSync(join(folder, name));
  } catch {
    return madeElsewhere<T>(name, file);
  }
  try {
    const value = await make();
    writeWhole(file, { value });
    return value;
  } catch (error) {
    writeWhole(file, { failure: String(error) });
    throw error;
  }
}

async function madeElsewhere<T>(name: string, file: string): Promise<T> {
  for (const until = Date.now() + MADE_MS; Date.now() < until; await sleep(50)) {
    let made: { value: T } | { failure: string };
    try {
      made = JSON.parse(readFileSync(file, 'utf8')) as typeof made;
    } catch {
      continue; // not there yet
    }
    if ('failure' in made) throw new Error(`another process could not make ${name}: ${made.failure}`);
    return made.value;
  }
  throw new Error(`another process has not made ${name} within ${MADE_MS} ms`);
}

/** Nobody reads half of it. */
function writeWhole(file: string, content: object): void {
  const beside = `${file}.${randomUUID()}`;
  writeFileSync(beside, JSON.stringify(content));
  renameSync(beside, file);
}

/** SIGTERM, and SIGKILL to what has not ended in time. */
async function endProcess(pid: number): Promise<void> {
  const until = Date.now() + STOP_MS;
  for (let signal: NodeJS.Signals = 'SIGTERM'; isAlive(pid); signal = 'SIGKILL') {
    process.kill(pid, signal);
    while (isAlive(pid) && (signal === 'SIGKILL' || Date.now() < until)) await sleep(50);
  }
}
