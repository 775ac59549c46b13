/** Crawls: pages of a frontier that sitemaps and links fill. */

import { createCrawlActivities } from '../../activities/index.js';
import { createKnownLinks } from '../app/known-links.js';
import { createReadSitemaps } from '../app/read-sitemaps.js';
import { watching } from '../app/job-watch.js';
import { ridingOut } from '../app/ride-out.js';
import type { ChunkDeps } from '../app/run-chunk.js';
import { createRunCrawlChunk } from '../app/run-crawl-chunk.js';
import type { WorkBase } from './base.js';
import type { Visits } from './visits.js';

export function composeCrawl(
  { store, openJob, jobWatch, rideOut }: WorkBase,
  visits: Visits,
  chunks: ChunkDeps,
) {
  const { fetcher, hostGate, robots } = visits;
  const known = createKnownLinks();
  return {
    activities: createCrawlActivities({
      runCrawlChunk: ridingOut(rideOut, createRunCrawlChunk({ ...chunks, ...robots, known })),
      readSitemaps: watching(
        jobWatch,
        createReadSitemaps({ store, openJob, fetcher, hostGate, known, ...robots }),
      ),
    }),
  };
}
