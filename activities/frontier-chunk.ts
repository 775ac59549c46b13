/** A chunk of a crawl or of a spider under Temporal. A retry of the activity gets the same pages. */

import type { FrontierChunkRequest, FrontierChunkResult } from '../src/app/drain-frontier.js';
import { underHeartbeat } from './heartbeat.js';
import { currentHold } from './hold.js';

export interface FrontierChunkInput {
  readonly jobId: string;
  readonly alone: boolean;
}

export function createFrontierChunk(
  run: (request: FrontierChunkRequest, cancelled: AbortSignal) => Promise<FrontierChunkResult>,
): (input: FrontierChunkInput) => Promise<FrontierChunkResult> {
  return (input) => {
    const hold = currentHold();
    return underHeartbeat((signal) => run({ ...input, hold, recovering: hold.attempt > 1 }, signal));
  };
}
