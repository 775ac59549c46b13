/** A Holdfast of a test's own: the real command as a child process, on free ports and a scratch data folder. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from '../../src/adapters/processes.js';
import { createApi, type Api } from './api.js';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const ADMIN_TOKEN = 'a-token-for-tests-only';
const READY_MS = 60_000;
const STOP_MS = 60_000;

export interface TestService {
  readonly api: Api;
  readonly dataDir: string;
  /** Everything the process has printed. */
  output(): string;
  pid(): number;
  /** Addresses from `runtime.json`. */
  runtime(): { pid: number; api: string; temporal: string; temporalUi: string | null; demoSite: string };
  /** SIGKILL to the whole process group, and to Temporal's guard with it; resolves when the main process is gone. */
  killAll(): Promise<void>;
  /** Starts the same folder again, after `killAll` or `stop`. */
  startAgain(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Stops what runs and removes the folder. Never throws. */
  discard(): Promise<void>;
}

/** Starts a service, with its data in a new folder in `parent`, and waits until it is ready. */
export async function startService(
  env: Record<string, string> = {},
  parent = tmpdir(),
): Promise<TestService> {
  const dataDir = mkdtempSync(join(parent, 'holdfast-test-'));
  let printed = '';
  let child: ChildProcess;
  let base = '';

  const readRuntime = (): ReturnType<TestService['runtime']> =>
    JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')) as ReturnType<TestService['runtime']>;

  const start = async (): Promise<void> => {
    child = spawnService({ DATA_DIR: dataDir, ADMIN_TOKEN, ...env });
    const note = (chunk: Buffer): void => void (printed += chunk.toString());
    child.stdout?.on('data', note);
    child.stderr?.on('data', note);
    const until = Date.now() + READY_MS;
    for (;;) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Error(`the service did not get ready:\n${printed}`);
      await sleep(100);
      try {
        const runtime = readRuntime();
        if (runtime.pid !== child.pid) continue;
        base = runtime.api;
        if ((await fetch(`${base}/readyz`)).status === 200) return;
      } catch {
        // not listening yet
      }
    }
  };

  const gone = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };

  const service: TestService = {
    api: createApi(() => base, ADMIN_TOKEN),
    dataDir,
    output: () => printed,
    pid: () => child.pid as number,
    runtime: readRuntime,
    killAll: async () => {
      process.kill(-(child.pid as number), 'SIGKILL');
      await gone();
    },
    startAgain: start,
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([gone(), sleep(STOP_MS, undefined, { ref: false })]);
      return child.exitCode;
    },
    discard: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await service.stop();
        if (child.exitCode === null) child.kill('SIGKILL');
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await start();
  } catch (error) {
    await service.discard();
    throw error;
  }
  return service;
}

/** The command in a process group of its own, on free ports unless `env` says otherwise. */
export function spawnService(env: Record<string, string>, role = 'all'): ChildProcess {
  return spawn(process.execPath, ['--enable-source-maps', MAIN, role], {
    detached: true,
    // Away from the checkout: a developer's .env must not be read.
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serviceEnv(env),
  });
}

/** Free ports and few words, unless `env` says otherwise. The developer's own settings must not leak into a test. */
export function serviceEnv(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, TEMPORAL_CLI_PATH, XDG_CACHE_HOME, HOLDFAST_CACHE_DIR } = process.env;
  const machine = { PATH, HOME, TMPDIR, LANG, TEMPORAL_CLI_PATH, XDG_CACHE_HOME, HOLDFAST_CACHE_DIR };
  return { ...machine, HOST: '127.0.0.1', PORT: '0', TEMPORAL_UI_PORT: '0', LOG_LEVEL: 'warn', ...env };
}

/** Names the folder of the run's shared services, in the environment of all its processes. */
const SHARED_FOLDER = 'HOLDFAST_TEST_SHARED';

let shared: Promise<TestService> | undefined;

/** One service for all tests of this process that do not stop it; it may reach any port of this machine. */
export function sharedService(): Promise<TestService> {
  return (shared ??= startService({ ALLOW_PRIVATE_NETWORKS: '127.0.0.1' }, process.env[SHARED_FOLDER]));
}

/** Before the first test of a run. */
export function openShared(): void {
  process.env[SHARED_FOLDER] = mkdtempSync(join(tmpdir(), 'holdfast-tests-'));
}

/** After the last test of a run: stops every service that a process of it shared, and removes what it stored. */
export async function discardShared(): Promise<void> {
  const folder = process.env[SHARED_FOLDER] as string;
  await Promise.all(readdirSync(folder).map((name) => endProcess(pidOf(join(folder, name)))));
  rmSync(folder, { recursive: true, force: true });
}

function pidOf(dataDir: string): number {
  return (JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')) as { pid: number }).pid;
}

/** SIGTERM, and SIGKILL to what has not ended in time. */
async function endProcess(pid: number): Promise<void> {
  const until = Date.now() + STOP_MS;
  for (let signal: NodeJS.Signals = 'SIGTERM'; ; signal = 'SIGKILL') {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    while (isAlive(pid) && (signal === 'SIGKILL' || Date.now() < until)) await sleep(50);
  }
}
