/** llama.cpp's own server with a model of 115 KB that answers "zqj" to everything; see tiny-model/. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './root.js';

export interface LlamaServer {
  /** Without a path. */
  readonly url: string;
  stop(): Promise<void>;
}

const SCRIPTS = join(ROOT, 'test', 'support', 'tiny-model');
const TIMEOUT_MS = 60_000;

/** `python`: that of the environment which set-up has made; `context`: tokens, of which each is a byte. */
export async function startLlamaServer(python: string, context: number): Promise<LlamaServer> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-llama-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const model = join(folder, 'tiny.gguf');
  const made = spawnSync(python, [join(SCRIPTS, 'make-model.py'), model], { timeout: TIMEOUT_MS });
  if (made.status !== 0) {
    remove();
    throw new Error(`the model could not be made: ${String(made.stderr)}`);
  }
  const child = spawn(python, [join(SCRIPTS, 'serve.py'), model, String(context)]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    remove();
  };
  try {
    const lines = createInterface({ input: child.stdout });
    const [url] = (await Promise.race([
      once(lines, 'line', { signal: AbortSignal.timeout(TIMEOUT_MS) }),
      ended.then(() => Promise.reject(new Error(`the server has ended: ${said}`))),
    ])) as [string];
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
