/** A contestant in a process of its own that talks as bench/peers/handshake.mjs says. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { startChild, type Child } from '../child.js';
import type { Contestant, FoundPage, Measure } from '../contest.js';
import { watchTree } from '../tree-watch.js';

/** No contestant takes this long for any sensible number of pages. */
const BOUND_MS = 30 * 60_000;

export interface PeerCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Goes into the job description beside the URLs. */
  readonly settings?: object;
}

export function createPeer(
  { name, command, args, settings = {} }: PeerCommand,
  urls: readonly string[],
  problemOf: (found: readonly FoundPage[]) => string | null,
  scratch: string,
): Contestant {
  return {
    names: [name],
    run: async (signal) => {
      const folder = mkdtempSync(join(scratch, 'peer-'));
      try {
        const results = join(folder, 'results.jsonl');
        const job = join(folder, 'job.json');
        writeFileSync(job, JSON.stringify({ urls, results, storage: join(folder, 'storage'), ...settings }));
        const child = await startChild(command, [...args, job], {
          cwd: folder,
          stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
        });
        const bounded = AbortSignal.any([signal, AbortSignal.timeout(BOUND_MS)]);
        const measured = await withStop(child, bounded, () => measure(name, child));
        return [{ ...measured, problem: problemOf(readResults(results)) }];
      } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

async function measure(name: string, child: Child): Promise<Omit<Measure, 'problem'>> {
  const lines = createInterface({ input: child.process.stdio[3] as Readable })[Symbol.asyncIterator]();
  const hear = async (word: string): Promise<string> => {
    const next: IteratorResult<string, unknown> = await lines.next();
    if (next.done !== true && next.value.startsWith(word)) return next.value.slice(word.length);
    throw new Error(`${name} did not say "${word}": ${child.output()}`);
  };
  const say = (word: string): void => void child.process.stdin?.write(`${word}\n`);
  // A contestant that died is seen by its silence.
  child.process.stdin?.on('error', () => undefined);

  await hear('ready');
  const usage = watchTree(child.pid);
  try {
    say('go');
    const seconds = Number(await hear('done '));
    const { cpuSeconds, peak } = usage();
    say('collect');
    if (!(await child.ended)) throw new Error(`${name} did not end well: ${child.output()}`);
    return {
      seconds,
      cpuSeconds,
      peakBytes: peak?.tree ?? null,
      topPeakBytes: peak?.top ?? null,
    };
  } finally {
    usage();
  }
}

/** The child ends with `work`, and at once when `signal` aborts: its silence then ends `work`. */
async function withStop<T>(child: Child, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const onAbort = (): void => void child.stop();
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', onAbort);
    await child.stop();
  }
}

function readResults(file: string): FoundPage[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as FoundPage);
}
