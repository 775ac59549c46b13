/** Keeps a process running as `Restart=always` of systemd does: whenever and however it exits, it is started again. */

import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGuarded, type GuardedChild } from '../../src/adapters/guarded-child.js';

/** As systemd waits, a little longer. */
const RESTART_MS = 200;
/** Above the service's own bound for stopping. */
const STOP_MS = 60_000;

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** What it prints goes to the end of this. */
  readonly logFile: string;
}

export interface Supervised {
  /** Null while it is down. */
  pid(): number | null;
  restarts(): number;
  /** SIGTERM, and no new start. Resolves with how it ended, as the end of a sentence; null when it was down. */
  stop(): Promise<{ readonly code: number | null; readonly how: string } | null>;
}

/** Resolves once it was started; that it is ready is for others to see. Ends with this process, however that goes. */
export async function supervise(command: Command): Promise<Supervised> {
  const stopping = new AbortController();
  let restarts = 0;
  const start = (): Promise<GuardedChild> => {
    const output = openSync(command.logFile, 'a');
    const { program, args, cwd, env } = command;
    return startGuarded(program, args, { cwd, env, output }).finally(() => closeSync(output));
  };
  let child: GuardedChild | null = await start();
  const settled = keep();

  async function keep(): Promise<Awaited<ReturnType<Supervised['stop']>>> {
    for (;;) {
      const exit = await (child as GuardedChild).exited;
      (child as GuardedChild).kill();
      child = null;
      if (stopping.signal.aborted) return exit;
      await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return null;
      child = await start();
      restarts += 1;
      // `stop` may have been called while it was being started.
      if (stopping.signal.aborted) child.terminate();
    }
  }

  return {
    pid: () => child?.pid ?? null,
    restarts: () => restarts,
    stop: async () => {
      stopping.abort();
      // One that stands still hears nothing.
      child?.terminate('SIGCONT');
      child?.terminate();
      const late = new AbortController();
      const bound = sleep(STOP_MS, 'late', { signal: late.signal }).catch(() => 'in time');
      if ((await Promise.race([settled, bound])) === 'late') child?.kill();
      late.abort();
      return settled;
    },
  };
}
