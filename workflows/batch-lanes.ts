/** The lanes of a batch: each claims one range of pages after the other. */

import type { JobRef } from '../src/core/job.js';
import type { PageRange } from '../src/core/chunk-plan.js';
import { scrapeChunk } from './activities.js';
import { repeat, type Cursor, type LaneContext, type Lanes } from './lanes.js';

export function batchLanes({ job, at, mayGoOn, note }: LaneContext): Lanes {
  const lane = async (): Promise<void> => {
    for (let range; mayGoOn() && (range = claim(at, job)) !== undefined;) {
      const got = await scrapeChunk({ jobId: job.id, ...range }, job.total);
      if (got.next < range.to) at.rest.push({ from: got.next, to: range.to });
      note({ ...got, stop: got.stop || (job.failFast && got.failed > 0) });
    }
  };
  return {
    lanes: repeat(job.lanes, lane),
    unfinished: () => at.rest.length > 0 || at.next < job.total,
  };
}

/**
 * Lanes share one cursor. Claiming happens before any await, so it needs no lock. Fresh ranges go first: what a chunk
 * left over may be waiting for a busy host.
 */
function claim(at: Cursor, job: JobRef): (PageRange & { patient: boolean }) | undefined {
  if (at.next < job.total) {
    const from = at.next;
    at.next = Math.min(from + job.chunk, job.total);
    return { from, to: at.next, patient: false };
  }
  const left = at.rest.shift();
  return left && { ...left, patient: true };
}
