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
}

/** Starts one role and waits until it says that it is ready. Whoever starts it kills it. */
export async function startRole(
  name: 'gateway' | 'worker',
  env: Record<string, string>,
): Promise<RunningRole> {
  const child: ChildProcess = spawnService(env, name);
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
  return { pid: child.pid as number, output: () => printed, kill };
}
