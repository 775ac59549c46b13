/**
 * A Holdfast for the length of one command: the real `main.js all` as a child process, on free ports, with a data folder
 * that goes when the service goes.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../src/free-port.js';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));
const READY_MS = 120_000;
/** Above the service's own bound for stopping. */
const STOP_MS = 60_000;
const KEPT_OUTPUT = 20_000;

export interface ScratchService {
  readonly pid: number;
  /** Its DATA_DIR. */
  readonly dataDir: string;
  readonly api: string;
  readonly demoSite: string;
  /** `host:port` of its Temporal server. */
  readonly temporal: string;
  readonly temporalUi: string | null;
  readonly adminToken: string;
  /** SIGKILL to all its processes, then the same folder started again; resolves when that service is ready. */
  killAndStartAgain(): Promise<void>;
  /** SIGTERM, then the folder goes. Rejects when the service did not end cleanly; nothing is left then either. */
  stop(): Promise<void>;
  /** The end of what the process has printed: banner, warnings, errors. */
  output(): string;
}

/** Starts a service and waits until it is ready. Leaves nothing behind when that fails or `signal` aborts. */
export async function startScratchService(
  signal: AbortSignal,
  settings: Readonly<Record<string, string>> = {},
): Promise<ScratchService> {
  signal.throwIfAborted();
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-scratch-'));
  const adminToken = randomBytes(24).toString('hex');
  const env = {
    ...inherited(),
    PORT: '0',
    TEMPORAL_UI_PORT: String(await findFreePort()),
    LOG_LEVEL: 'warn',
    ADMIN_TOKEN: adminToken,
    DATA_DIR: dataDir,
    // As `npm start` sets it.
    UV_THREADPOOL_SIZE: '16',
    ...settings,
  };
  // A group of its own: Ctrl-C is ours, and we stop the service once its last answer is read. A folder of its own: the
  // .env file of the operator is for the operator's service.
  const launch = (): ChildProcess =>
    spawn(process.execPath, ['--enable-source-maps', MAIN, 'all'], {
      cwd: dataDir,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
  let child = launch();
  let output = keepOutput(child);
  const remove = (): void =>
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  const lastResort = (): void => {
    killGroup(child);
    remove();
  };
  process.once('exit', lastResort);

  const stop = async (): Promise<void> => {
    try {
      await stopChild(child);
    } finally {
      process.off('exit', lastResort);
      remove();
    }
    if (child.exitCode !== 0) throw new Error(`the service did not stop cleanly:\n${output()}`);
  };

  try {
    let runtime = await untilReady(child, dataDir, signal);
    return {
      get pid() {
        return child.pid as number;
      },
      get api() {
        return runtime.api;
      },
      get demoSite() {
        return runtime.demoSite;
      },
      get temporal() {
        return runtime.temporal;
      },
      get temporalUi() {
        return runtime.temporalUi;
      },
      dataDir,
      adminToken,
      output: () => output(),
      stop,
      killAndStartAgain: async () => {
        const ended = once(child, 'exit');
        killGroup(child);
        await ended;
        // The old addresses must not be taken for the new ones.
        rmSync(join(dataDir, 'runtime.json'), { force: true });
        child = launch();
        output = keepOutput(child);
        runtime = await untilReady(child, dataDir, signal);
      },
    };
  } catch (error) {
    await stop().catch(() => undefined);
    if (signal.aborted) throw error;
    throw new Error(`the service did not get ready:\n${output()}`, { cause: error });
  }
}

type Runtime = Pick<ScratchService, 'api' | 'demoSite' | 'temporal' | 'temporalUi'>;

async function untilReady(child: ChildProcess, dataDir: string, signal: AbortSignal): Promise<Runtime> {
  let problem: Error | undefined;
  child.once('error', (error) => (problem = error));
  for (const until = Date.now() + READY_MS; Date.now() < until;) {
    await sleep(50, undefined, { signal });
    if (problem !== undefined) throw problem;
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    try {
      const runtime = JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8')) as Runtime;
      if ((await fetch(`${runtime.api}/readyz`, { signal })).status === 200) return runtime;
    } catch {
      // Not written or not listening yet; the loop ends when it takes too long.
    }
  }
  throw new Error(`it was not ready after ${READY_MS / 1000} s`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended, sleep(STOP_MS, null, { ref: false })]);
  if (inTime !== null) return;
  killGroup(child);
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function killGroup(child: ChildProcess): void {
  if (hasEnded(child)) return;
  try {
    process.kill(-(child.pid as number), 'SIGKILL');
  } catch {
    // gone already
  }
}

function keepOutput(child: ChildProcess): () => string {
  let kept = '';
  const keep = (text: string): void => void (kept = (kept + text).slice(-KEPT_OUTPUT));
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', keep);
  return () => kept;
}

/** Where things are on this machine; the settings of the operator's own service stay out. */
function inherited(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TEMPORAL_CLI_PATH', 'CHROMIUM_PATH'];
  const given = names.filter((name) => process.env[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, process.env[name]]));
}
