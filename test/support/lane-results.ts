/** What came out of each lane of a run, and the line that scripts read. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownsRun, runFolder } from './run.js';

export interface LaneResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Full titles. */
  readonly failures: readonly string[];
}

/** In a mocha that has come to its end: prints the counts where it is the whole run, or leaves them to test/run.ts. */
export function noteLane(result: LaneResult): void {
  const lane = process.env['TEST_LANE'];
  if (ownsRun()) console.log(countsLine(result));
  else if (lane !== undefined) writeFileSync(fileOf(lane), JSON.stringify(result));
}

/** Null when the lane did not come to its end. */
export function resultOf(lane: string): LaneResult | null {
  return existsSync(fileOf(lane)) ? (JSON.parse(readFileSync(fileOf(lane), 'utf8')) as LaneResult) : null;
}

export function countsLine({ passed, failed, skipped }: LaneResult): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function fileOf(lane: string): string {
  return join(runFolder(), 'lanes', lane);
}
