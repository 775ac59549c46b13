/**
 * How long each test file takes, its hooks included. The processes of a run append to one file; after the run the times
 * are written to `dist/test-times.json`, by which the next run orders its files.
 */

import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from './root.js';

/** Names the file that the processes append to, in the environment of all of them. */
const NOTES = 'HOLDFAST_TEST_TIMES';
const KEPT = join(ROOT, 'dist', 'test-times.json');
const SHOWN = 10;

/** Before the first test of a run. */
export function openTimes(): void {
  process.env[NOTES] = join(mkdtempSync(join(tmpdir(), 'holdfast-test-times-')), 'times');
}

/** In the process that ran `file`. */
export function noteTime(file: string, ms: number): void {
  appendFileSync(process.env[NOTES] as string, `${JSON.stringify([relative(ROOT, file), Math.round(ms)])}\n`);
}

/**
 * After the last test of a run: keeps the times, and prints the slowest files when there were enough of them. With
 * `UPDATE_TEST_TIMES=1` the times of the repository are replaced as well.
 */
export function closeTimes(): void {
  const notes = process.env[NOTES] as string;
  const lines = existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : [];
  rmSync(join(notes, '..'), { recursive: true, force: true });
  const times = lines
    .map((line) => JSON.parse(line) as [file: string, ms: number])
    .sort(([, a], [, b]) => b - a);
  const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, number>) : {};
  writeFileSync(KEPT, `${JSON.stringify({ ...before, ...Object.fromEntries(times) }, null, 2)}\n`);
  if (process.env['UPDATE_TEST_TIMES'] === '1') copyFileSync(KEPT, join(ROOT, 'test', 'times.json'));
  if (times.length <= SHOWN) return;
  console.log(`\nThe slowest of ${times.length} test files:`);
  for (const [file, ms] of times.slice(0, SHOWN))
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`);
}
