/** A Holdfast of a test's own: the real command as a child process, on free ports and a scratch data folder. */

import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApi, type Api } from './api.js';
import { copyDataFolder } from './template.js';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const ADMIN_TOKEN = 'a-token-for-tests-only';
/**
 * As `npm start` has them, but that V8 compiles the embedded database once, quickly, and does not compile it again for
 * speed: most services of tests live for seconds, and a start takes a third less of the processor.
 */
const FLAGS = ['--enable-source-maps', '--liftoff-only'];
const READY_MS = 120_000;
const STOP_MS = 60_000;

/** A service that is not the caller's to stop. */
export interface RunningService {
  readonly api: Api;
  readonly dataDir: string;
  /** Everything the process has printed. */
  output(): string;
  pid(): number;
  /** Addresses from `runtime.json`. */
  runtime(): { pid: number; api: string; temporal: string; temporalUi: string | null; demoSite: string };
}

export interface TestService extends RunningService {
  /** SIGKILL to the whole process group, and to Temporal's guard with it; resolves when the main process is gone. */
  killAll(): Promise<void>;
  /** Starts the same folder again, after `killAll` or `stop`. */
  startAgain(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Stops what runs and removes the folder. Never throws. */
  discard(): Promise<void>;
}

export interface ServiceOptions {
  /** Where its data folder is made. */
  readonly parent?: string;
  /** Begins with an empty folder, as the very first start of all does. */
  readonly fresh?: boolean;
  /** Fills the empty folder instead, before the first start. */
  readonly fill?: (dataDir: string) => Promise<void>;
}

/** Starts a service, with its data in a new folder, and waits until it is ready. */
export async function startService(
  env: Record<string, string> = {},
  { parent = tmpdir(), fresh = false, fill = copyDataFolder }: ServiceOptions = {},
): Promise<TestService> {
  const dataDir = mkdtempSync(join(parent, 'holdfast-test-'));
  if (!fresh) await fill(dataDir);
  const running = attachService(dataDir);
  let child: ChildProcess;

  const start = async (): Promise<void> => {
    const output = openSync(outputOf(dataDir), 'a');
    child = spawnService({ DATA_DIR: dataDir, ADMIN_TOKEN, ...env }, 'all', ['ignore', output, output]);
    closeSync(output);
    for (const until = Date.now() + READY_MS; ; await sleep(50)) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Error(`the service did not get ready:\n${running.output()}`);
      if (await isReady()) return;
    }
  };

  const isReady = async (): Promise<boolean> => {
    try {
      if (running.pid() !== child.pid) return false;
      return (await fetch(running.api.url('/readyz'))).status === 200;
    } catch {
      return false; // not listening yet
    }
  };

  const gone = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };

  const service: TestService = {
    ...running,
    pid: () => child.pid as number,
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
      rmSync(outputOf(dataDir), { force: true });
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

/** The service that runs on a data folder, whichever process has started it there. */
export function attachService(dataDir: string): RunningService {
  const runtime = (): ReturnType<RunningService['runtime']> =>
    JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')) as ReturnType<RunningService['runtime']>;
  return {
    api: createApi(() => runtime().api, ADMIN_TOKEN),
    dataDir,
    output: () => readFileSync(outputOf(dataDir), 'utf8'),
    pid: () => runtime().pid,
    runtime,
  };
}

/** Beside the folder: a service that is started for the first time finds it empty. */
function outputOf(dataDir: string): string {
  return `${dataDir}.out`;
}

/**
 * The command in a process group of its own, on free ports unless `env` says otherwise. `main`: the compiled program, when
 * it is not that of this checkout.
 */
export function spawnService(
  env: Record<string, string>,
  role = 'all',
  stdio: StdioOptions = ['ignore', 'pipe', 'pipe'],
  main = MAIN,
): ChildProcess {
  return spawn(process.execPath, [...FLAGS, main, role], {
    detached: true,
    // Away from the checkout: a developer's .env must not be read.
    cwd: tmpdir(),
    stdio,
    env: serviceEnv(env),
  });
}

/** Free ports and few words, unless `env` says otherwise. The developer's own settings must not leak into a test. */
export function serviceEnv(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, TEMPORAL_CLI_PATH, XDG_CACHE_HOME, HOLDFAST_CACHE_DIR } = process.env;
  const machine = { PATH, HOME, TMPDIR, LANG, TEMPORAL_CLI_PATH, XDG_CACHE_HOME, HOLDFAST_CACHE_DIR };
  return { ...machine, HOST: '127.0.0.1', PORT: '0', TEMPORAL_UI_PORT: '0', LOG_LEVEL: 'warn', ...env };
}
