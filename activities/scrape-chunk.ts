/** A batch's chunk under Temporal. */

import type { ChunkResult, RunChunk } from '../src/app/run-chunk.js';
import { underHeartbeat } from './heartbeat.js';
import { currentHold } from './hold.js';

export interface ChunkInput {
  readonly jobId: string;
  /** Half-open range of page numbers. */
  readonly from: number;
  readonly to: number;
  /** Set for a range that is taken up again when no fresh one is left. */
  readonly patient?: boolean;
}

export function createScrapeChunk(runChunk: RunChunk): (input: ChunkInput) => Promise<ChunkResult> {
  return (input) => {
    const hold = currentHold();
    return underHeartbeat((signal) => runChunk({ ...input, hold, recovering: hold.attempt > 1 }, signal));
  };
}
