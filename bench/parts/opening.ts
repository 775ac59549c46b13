/** How long the embedded database takes to open after a kill, with its upkeep and without. */

import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { renderTable, type Cell } from '../../demo/table.js';
import { sizeOfDataDir, type FolderSize } from '../folder-size.js';
import type { Bench, Part } from '../part.js';
import { megabytes, rounded } from '../stats.js';

const CHILD = fileURLToPath(new URL('../database-child.js', import.meta.url));
const DEFAULT_PAGES = 20_000;
/** Without upkeep, beyond this, the opening takes minutes. */
const MOST_PAGES_WITHOUT = 400_000;

interface Row {
  readonly mode: 'upkeep' | 'plain';
  readonly writeSeconds: number;
  readonly walBytes: number;
  readonly size: FolderSize;
  readonly afterKillSeconds: number;
  readonly afterStopSeconds: number;
}

export const openingPart: Part = {
  name: 'opening',
  run: async (bench) => {
    const pages = bench.options.pages ?? DEFAULT_PAGES;
    const rows = [await measure(bench, pages, 'upkeep')];
    if (pages <= MOST_PAGES_WITHOUT) rows.push(await measure(bench, pages, 'plain'));
    return {
      report: `Opening: an embedded database of ${pages} finished pages of about 1 KB, killed as the last one was written. "to replay"
is the WAL since the last checkpoint, "WAL" the whole folder of it.

${renderTable(HEAD, rows.map(describe))}
`,
      numbers: { pages, rows },
      problems: [],
    };
  },
};

const HEAD = [
  ...['', 'written in s', 'to replay MB', 'tables MB', 'WAL MB'],
  ...['opens after kill -9, s', 'after a stop, s'],
];

function describe({ mode, writeSeconds, walBytes, size, afterKillSeconds, afterStopSeconds }: Row): Cell[] {
  return [
    mode === 'upkeep' ? 'with upkeep' : 'without',
    rounded(writeSeconds, 0),
    rounded(walBytes / 1024 ** 2, 1),
    megabytes(size.tables),
    megabytes(size.wal),
    rounded(afterKillSeconds, 1),
    rounded(afterStopSeconds, 1),
  ];
}

async function measure(bench: Bench, pages: number, mode: Row['mode']): Promise<Row> {
  const dataDir = join(bench.scratch, mode);
  mkdirSync(dataDir);
  const folder = join(dataDir, 'database');
  bench.print(`  writing ${pages} pages, ${mode === 'upkeep' ? 'with upkeep' : 'without'}\n`);
  const written = await runChild<{ seconds: number; walBytes: number }>(bench.signal, 'SIGKILL', [
    ...['fill', folder, String(pages), mode],
  ]);
  const size = sizeOfDataDir(dataDir);
  const open = (): Promise<{ seconds: number }> => runChild(bench.signal, null, ['open', folder]);
  const afterKill = await open();
  const afterStop = await open();
  return {
    mode,
    writeSeconds: written.seconds,
    walBytes: written.walBytes,
    size,
    afterKillSeconds: afterKill.seconds,
    afterStopSeconds: afterStop.seconds,
  };
}

/** Resolves with what the child prints, once it has ended: by itself, or by the signal sent for its line. */
async function runChild<T>(
  signal: AbortSignal,
  endBy: NodeJS.Signals | null,
  args: readonly string[],
): Promise<T> {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'], signal });
  const ended = once(child, 'exit');
  let line: string | undefined;
  for await (const printed of createInterface({ input: child.stdout })) {
    line = printed;
    if (endBy !== null) child.kill(endBy);
  }
  await ended;
  if (line === undefined) throw new Error(`the process with the database ended with ${child.exitCode}`);
  return JSON.parse(line) as T;
}
