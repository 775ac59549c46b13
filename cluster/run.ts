/** Programs that a cluster runs to their end. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Resolves with what it printed. Rejects with the end of that when it fails. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { timeoutMs, ...others } = options;
  try {
    const { stdout } = await promisify(execFile)(command, args, { ...others, timeout: timeoutMs });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}${stderr}`.trim().slice(-2_000);
    throw new Error(`${command} ${args.join(' ')} failed: ${said || (error as Error).message}`, {
      cause: error,
    });
  }
}
