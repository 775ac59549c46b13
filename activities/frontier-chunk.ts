/** A chunk of a crawl or of a spider under Temporal. Its holder is the activity, so that a retry gets the same pages. */

import { Context } from '@temporalio/activity';
import type { FrontierChunkRequest, FrontierChunkResult } from '../src/app/drain-frontier.js';
import { underHeartbeat } from './heartbeat.js';

export interface FrontierChunkInput {
  readonly jobId: string;
  readonly alone: boolean;
}

export function createFrontierChunk(
  run: (request: FrontierChunkRequest, cancelled: AbortSignal) => Promise<FrontierChunkResult>,
): (input: FrontierChunkInput) => Promise<FrontierChunkResult> {
  return (input) => {
    const { attempt, activityId, workflowExecution } = Context.current().info;
    const holder = `${workflowExecution?.runId}/${activityId}`;
    return underHeartbeat((signal) => run({ ...input, holder, recovering: attempt > 1 }, signal));
  };
}
