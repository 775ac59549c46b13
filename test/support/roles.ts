/** Gateways and workers of a test's own deployment, each a process. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnService } from './service.js';

const READY_MS = 120_000;

export interface RunningRole {
  readonly pid: number;
  output(): string;
  /** SIGKILL; resolves when it is gone. Does nothing when it is. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts one role and waits until it says that it is ready. Whoever starts it kills it. `main`: the compiled program, when
 * it is not that of this checkout.
 */
export async function startRole(
  name: 'gateway' | 'worker',
  env: Record<string, string>,
  main?: string,
): Promise<RunningRole> {
  const child: ChildProcess = spawnService(env, name, ['ignore', 'pipe', 'pipe'], main);
  let printed = '';
  const note = (chunk: Buffer): void => void (printed += chunk.toString());
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const kill = async (): Promise<void> => {
    if (gone()) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  for (
    const until = Date.now() + READY_MS;
    !printed.includes(`Holdfast is ready (${name})`);
    await sleep(50)
  ) {
    if (!gone() && Date.now() < until) continue;
    await kill();
    throw new Error(`the ${name} did not get ready:\n${printed}`);
  }
  const stop = async (): Promise<number | null> => {
    const exited = once(child, 'exit');
    if (gone()) return child.exitCode;
    child.kill('SIGTERM');
    await exited;
    return child.exitCode;
  };
  return { pid: child.pid as number, output: () => printed, kill, stop };
}
