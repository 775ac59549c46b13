/**
 * The lanes of a crawl: each lets chunks lease from the frontier. One that finds it empty waits while others run, since
 * they may fill it.
 */

import { condition } from '@temporalio/workflow';
import { crawlChunk, readSitemaps } from './activities.js';
import { repeat, type LaneContext, type Lanes } from './lanes.js';

export function crawlLanes({ job, at, mayGoOn, note }: LaneContext): Lanes {
  /** The frontier may have pages that nobody holds. */
  let work = true;
  /** It had more than one chunk could take when it was last looked at. */
  let plenty = false;
  /** How often more work was told of: chunks end in another order than they looked at the frontier. */
  let news = 0;
  let chunks = 0;
  let underWay = 0;

  // Until there is plenty, one chunk at a time is enough to find out.
  const mayStart = (): boolean => work && (plenty || chunks === 0);

  const counted = async <T>(act: () => Promise<T>): Promise<T> => {
    underWay += 1;
    try {
      return await act();
    } finally {
      underWay -= 1;
    }
  };

  const lane = async (): Promise<void> => {
    for (;;) {
      await condition(() => mayStart() || underWay === 0 || !mayGoOn());
      if (!work || !mayGoOn()) return;
      // Another lane may have started first.
      if (!mayStart()) continue;
      const alone = !plenty;
      const before = news;
      chunks += 1;
      const got = await counted(() => crawlChunk({ jobId: job.id, alone })).finally(() => (chunks -= 1));
      plenty = got.more;
      if (got.more) news += 1;
      // Only a chunk that nothing overlapped knows that there is no work left.
      work = got.more || chunks > 0 || news !== before;
      note(got);
    }
  };

  const sitemaps = async (): Promise<void> => {
    if (at.sitemapsRead === true || job.total === 1) return;
    await counted(() => readSitemaps(job.id));
    at.sitemapsRead = true;
    news += 1;
    work = true;
  };

  return { lanes: [sitemaps, ...repeat(job.lanes, lane)], unfinished: () => work };
}
