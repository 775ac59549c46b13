/** A chunk under Temporal: heartbeats while it runs, and Temporal's cancellation becomes its stop signal. */

import { ApplicationFailure, Context } from '@temporalio/activity';
import { JobGone, type ChunkResult, type RunChunk } from '../src/app/run-chunk.js';

/** More often than the worker sends them, which is what decides how late a cancel arrives. */
const HEARTBEAT_MS = 200;

export interface ChunkInput {
  readonly jobId: string;
  /** Half-open range of page numbers. */
  readonly from: number;
  readonly to: number;
}

export function createScrapeChunk(runChunk: RunChunk): (input: ChunkInput) => Promise<ChunkResult> {
  return async (input) => {
    const { cancellationSignal, info } = Context.current();
    const context = Context.current();
    const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
    try {
      return await runChunk({ ...input, recovering: info.attempt > 1 }, cancellationSignal);
    } catch (error) {
      if (error instanceof JobGone) throw ApplicationFailure.nonRetryable(error.message, 'JobGone');
      throw error;
    } finally {
      clearInterval(beat);
    }
  };
}
