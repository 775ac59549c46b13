/** Child processes of the benchmark: each in a group of its own, none of them outliving the benchmark. */

import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const KEPT_OUTPUT = 8_000;
const STOP_MS = 5_000;

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The end of what it printed. */
  output(): string;
  /** Resolves when it has ended, with true when it ended well. */
  readonly ended: Promise<boolean>;
  /** Ends it and what it started. Never rejects. */
  stop(): Promise<void>;
}

/** Rejects when the command cannot be started. */
export async function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Child> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
  let kept = '';
  const keep = (text: string): void => void (kept = (kept + text).slice(-KEPT_OUTPUT));
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', keep);
  const killGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid as number), signal);
    } catch {
      // gone already
    }
  };
  const lastResort = (): void => killGroup('SIGKILL');
  process.once('exit', lastResort);
  const ended = once(child, 'exit').then(([code]) => {
    process.off('exit', lastResort);
    return code === 0;
  });
  ended.catch(() => process.off('exit', lastResort));
  await once(child, 'spawn');
  return {
    process: child,
    pid: child.pid as number,
    output: () => kept.trim(),
    ended,
    stop: async () => {
      killGroup('SIGTERM');
      const inTime = await Promise.race([ended.then(() => true), sleep(STOP_MS, false, { ref: false })]);
      if (inTime) return;
      killGroup('SIGKILL');
      await ended;
    },
  };
}

/** Runs a command to its end. Resolves with null when it ended well, else with the last line that it printed. */
export async function runChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  signal: AbortSignal,
): Promise<string | null> {
  let child: Child;
  try {
    child = await startChild(command, args, options);
  } catch (error) {
    return (error as Error).message;
  }
  const onAbort = (): void => void child.stop();
  signal.addEventListener('abort', onAbort, { once: true });
  const well = await child.ended;
  signal.removeEventListener('abort', onAbort);
  signal.throwIfAborted();
  return well ? null : (child.output().split('\n').at(-1) ?? 'no output');
}
