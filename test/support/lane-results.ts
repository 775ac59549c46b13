/** What came out of each lane of a run, and the line that scripts read. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownsRun, runFolder } from './run.js';

export interface LaneResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** The full title of the test or hook, or what else failed. */
  readonly title: string;
  /** The compiled file that holds the test. Undefined for what no file stands for, such as a lane that ended early. */
  readonly file?: string | undefined;
}

/** Names the result that a mocha leaves to test/run.ts. */
export const RESULT_NAME = 'HOLDFAST_TEST_RESULT';

/** In a mocha that has come to its end: prints the counts where it is the whole run, or leaves them to test/run.ts. */
export function noteLane(result: LaneResult): void {
  const name = process.env[RESULT_NAME];
  if (ownsRun()) console.log(countsLine(result));
  else if (name !== undefined) writeFileSync(fileOf(name), JSON.stringify(result));
}

/** Null when the lane did not come to its end. */
export function resultOf(lane: string): LaneResult | null {
  return existsSync(fileOf(lane)) ? (JSON.parse(readFileSync(fileOf(lane), 'utf8')) as LaneResult) : null;
}

export function countsLine({ passed, failed, skipped }: Omit<LaneResult, 'failures'>): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function fileOf(lane: string): string {
  return join(runFolder(), 'lanes', lane);
}
