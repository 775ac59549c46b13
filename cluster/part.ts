/** A process of a cluster that is started again whenever it ends, as the restart policy `unless-stopped` has it. */

import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGuarded, type GuardedChild, type GuardedOptions } from '../src/adapters/guarded-child.js';
import { isAlive } from '../src/adapters/processes.js';

export type PartKind = 'gateway' | 'worker' | 'temporal' | 'database';

export interface Part {
  readonly name: string;
  readonly kind: PartKind;
  /** Of the process that runs or ran last. */
  readonly pid: number;
  /** How often it was started again. */
  readonly restarts: number;
  /** Sends the signal of an orderly stop, after the bound SIGKILL; resolves when the process is gone for good. */
  stop(): Promise<void>;
}

export interface PartOptions {
  readonly name: string;
  readonly kind: PartKind;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Where its output goes, at the end of what is there. */
  readonly logFile: string;
  readonly user?: NonNullable<GuardedOptions['user']>;
  readonly stopSignal?: 'SIGTERM' | 'SIGINT';
  readonly stopMs: number;
  /** Resolves when it answers. */
  readonly ready: () => Promise<boolean>;
  /** How it ended, in a sentence. */
  readonly onExit: (sentence: string) => void;
}

/** Docker's own: doubled with each start that does not last, and short again after one that does. */
const BACKOFF_MS = { first: 100, most: 5_000 };
const LASTED_MS = 10_000;
const POLL_MS = 50;
const GONE_POLL_MS = 10;

/** Rejects when the command cannot be run at all. */
export async function startPart(options: PartOptions): Promise<Part> {
  const { name, kind, stopSignal = 'SIGTERM', stopMs, onExit } = options;
  const stopping = new AbortController();
  let child = await spawnOnce(options);
  let restarts = 0;
  const settled = supervise();

  return {
    name,
    kind,
    get pid() {
      return child.pid;
    },
    get restarts() {
      return restarts;
    },
    stop: async () => {
      stopping.abort();
      child.terminate(stopSignal);
      // A process that was stopped by a signal does nothing until it is continued.
      child.terminate('SIGCONT');
      const gone = await Promise.race([settled.then(() => true), sleep(stopMs, false, { ref: false })]);
      if (!gone) child.kill();
      await settled;
    },
  };

  async function supervise(): Promise<void> {
    let backoffMs = BACKOFF_MS.first;
    for (;;) {
      const startedAt = Date.now();
      const { how } = await child.exited;
      // What it has started, and itself where its guard died alone: two must never meet on one folder.
      child.kill();
      while (isAlive(child.pid)) await sleep(GONE_POLL_MS);
      if (stopping.signal.aborted) return;
      onExit(`${name} ${how} and is started again.`);
      if (Date.now() - startedAt > LASTED_MS) backoffMs = BACKOFF_MS.first;
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MS.most);
      child = await spawnOnce(options);
      restarts += 1;
      // `stop` may have been called while the new one was being started.
      if (stopping.signal.aborted) child.terminate(stopSignal);
    }
  }
}

/** Waits until the part answers. Rejects after the bound, or when `signal` aborts. */
export async function untilReady(options: PartOptions, boundMs: number, signal?: AbortSignal): Promise<void> {
  for (const until = Date.now() + boundMs; !(await options.ready()); await sleep(POLL_MS)) {
    signal?.throwIfAborted();
    if (Date.now() > until)
      throw new Error(
        `${options.name} did not get ready within ${boundMs / 1_000} s: see ${options.logFile}.`,
      );
  }
}

function spawnOnce({
  command,
  args,
  env,
  cwd,
  logFile,
  user,
  stopSignal,
}: PartOptions): Promise<GuardedChild> {
  const output = openSync(logFile, 'a');
  return startGuarded(command, args, {
    output,
    env,
    cwd,
    ...(user === undefined ? {} : { user }),
    ...(stopSignal === undefined ? {} : { stopSignal }),
  }).finally(() => closeSync(output));
}
