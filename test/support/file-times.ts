/**
 * How long each test file takes, its hooks included. The processes of a run append to one file; after the run the times
 * are written to `dist/test-times.json`, by which the next run orders its files.
 */

import { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './root.js';
import { runFolder } from './run.js';

const KEPT = join(ROOT, 'dist', 'test-times.json');
const SHOWN = 10;

/** In the process that ran `file`. */
export function noteTime(file: string, ms: number): void {
  appendFileSync(notes(), `${JSON.stringify([relative(ROOT, file), Math.round(ms)])}\n`);
}

/**
 * After the last test of a run: keeps the times, and prints the slowest files when there were enough of them. With
 * `UPDATE_TEST_TIMES=1` the times of the repository are replaced as well.
 */
export function closeTimes(): void {
  const lines = existsSync(notes()) ? readFileSync(notes(), 'utf8').trim().split('\n') : [];
  const times = lines
    .map((line) => JSON.parse(line) as [file: string, ms: number])
    .sort(([, a], [, b]) => b - a);
  const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, number>) : {};
  const known = Object.entries({ ...before, ...Object.fromEntries(times) }).filter(([file]) =>
    existsSync(join(ROOT, file)),
  );
  writeFileSync(KEPT, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
  if (process.env['UPDATE_TEST_TIMES'] === '1') copyFileSync(KEPT, join(ROOT, 'test', 'times.json'));
  if (times.length <= SHOWN) return;
  console.log(`\nThe slowest of ${times.length} test files:`);
  for (const [file, ms] of times.slice(0, SHOWN))
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`);
}

function notes(): string {
  return join(runFolder(), 'times');
}
