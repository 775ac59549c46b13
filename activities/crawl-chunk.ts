/** A crawl's chunk under Temporal. Its holder is the activity, so that a retry gets the same pages. */

import { Context } from '@temporalio/activity';
import type { CrawlChunkResult, RunCrawlChunk } from '../src/app/run-crawl-chunk.js';
import { underHeartbeat } from './heartbeat.js';

export interface CrawlChunkInput {
  readonly jobId: string;
  readonly alone: boolean;
}

export function createCrawlChunk(
  runCrawlChunk: RunCrawlChunk,
): (input: CrawlChunkInput) => Promise<CrawlChunkResult> {
  return (input) => {
    const { attempt, activityId, workflowExecution } = Context.current().info;
    const holder = `${workflowExecution?.runId}/${activityId}`;
    return underHeartbeat((signal) => runCrawlChunk({ ...input, holder, recovering: attempt > 1 }, signal));
  };
}
