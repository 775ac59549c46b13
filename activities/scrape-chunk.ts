/** A batch's chunk under Temporal. */

import { Context } from '@temporalio/activity';
import type { ChunkResult, RunChunk } from '../src/app/run-chunk.js';
import { underHeartbeat } from './heartbeat.js';

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
    const recovering = Context.current().info.attempt > 1;
    return underHeartbeat((signal) => runChunk({ ...input, recovering }, signal));
  };
}
