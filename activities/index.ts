/** What the workflows call. Each activity is thin: Temporal's context in, a use case out. */

import type { Reconcile } from '../src/app/reconcile.js';
import type { RunChunk } from '../src/app/run-chunk.js';
import type { SettleJob } from '../src/app/settle-job.js';
import { createScrapeChunk } from './scrape-chunk.js';

export interface ActivityDeps {
  readonly runChunk: RunChunk;
  readonly settleJob: SettleJob;
  readonly reconcile: Reconcile;
}

export function createActivities(deps: ActivityDeps) {
  return {
    scrapeChunk: createScrapeChunk(deps.runChunk),
    settleJob: deps.settleJob,
    reconcileJobs: deps.reconcile,
  };
}

export type Activities = ReturnType<typeof createActivities>;
