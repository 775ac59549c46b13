/**
 * The lanes of a job with a frontier: each lets chunks lease from it. One that finds it empty waits while others run,
 * since they may fill it.
 */

import { condition } from '@temporalio/workflow';
import { crawlChunk, readSitemaps, seedSpider, spiderChunk } from './activities.js';
import { repeat, subjectOf, type LaneContext, type Lanes } from './lanes.js';

/** A crawl's seed is there from the start; what its sitemaps list comes while it runs. */
export function crawlLanes(context: LaneContext): Lanes {
  const { job } = context;
  return frontierLanes(context, {
    chunk: crawlChunk,
    fill: job.total === 1 ? null : () => readSitemaps(job.id, subjectOf(job)),
    startsFull: true,
  });
}

export function spiderLanes(context: LaneContext): Lanes {
  return frontierLanes(context, {
    chunk: spiderChunk,
    fill: () => seedSpider(context.job.id, subjectOf(context.job)),
    startsFull: false,
  });
}

interface Source {
  readonly chunk: typeof crawlChunk;
  /** Adds to the frontier, once in a job. */
  readonly fill: (() => Promise<void>) | null;
  /** Whether there is work before that. */
  readonly startsFull: boolean;
}

function frontierLanes({ job, at, mayGoOn, note }: LaneContext, source: Source): Lanes {
  const isFilled = at.sitemapsRead === true;
  /** The frontier may have pages that nobody holds. */
  let work = source.startsFull || isFilled;
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
      const got = await counted(() => source.chunk({ jobId: job.id, alone }, subjectOf(job))).finally(
        () => (chunks -= 1),
      );
      plenty = got.more;
      if (got.more) news += 1;
      // Only a chunk that nothing overlapped knows that there is no work left.
      work = got.more || chunks > 0 || news !== before;
      note(got);
    }
  };

  const fill = async (): Promise<void> => {
    if (isFilled || source.fill === null) return;
    await counted(source.fill);
    at.sitemapsRead = true;
    news += 1;
    work = true;
  };

  return { lanes: [fill, ...repeat(job.lanes, lane)], unfinished: () => work };
}
