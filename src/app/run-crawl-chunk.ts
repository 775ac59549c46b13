/** A crawl's chunk: pages of its frontier, whose links are followed by its pattern. */

import { TIME_BOX_MS } from '../core/timings.js';
import { createBrake } from './brake.js';
import { siteOf } from './crawl-notes.js';
import { createCrawlRules } from './crawl-rules.js';
import {
  drainFrontier,
  NO_ROOM,
  robotsAllow,
  STOPPED,
  type FrontierChunkRequest,
  type FrontierChunkResult,
  type FrontierDeps,
} from './drain-frontier.js';
import { openOfKind } from './open-job.js';
import { hasRoom } from './run-chunk.js';
import type { ScrapePage } from './scrape-page.js';

export type RunCrawlChunk = (
  request: FrontierChunkRequest,
  cancelled: AbortSignal,
) => Promise<FrontierChunkResult>;

export interface CrawlChunkDeps extends FrontierDeps {
  readonly scrapePage: ScrapePage;
}

export function createRunCrawlChunk(deps: CrawlChunkDeps): RunCrawlChunk {
  return async (request, cancelled) => {
    if (!(await hasRoom(deps, cancelled))) return NO_ROOM;
    const job = await openOfKind(deps.openJob, request.jobId, 'crawl');
    if (job.state !== 'running') return STOPPED;

    return deps.holds.holding(request, cancelled, async (signal) => {
      const brake = createBrake(
        { cancelled: signal, shutdown: deps.shutdown, low: deps.room.low() },
        TIME_BOX_MS.crawl,
      );
      const allowed = (url: string): Promise<boolean> => robotsAllow(deps, url, brake.cutOff);
      const { crawl } = job.spec;
      // The job that is kept may have been read before its seed was visited.
      const notes = (await deps.store.jobs.get(job.id))?.notes ?? null;
      const rules = createCrawlRules(job, crawl, deps.known, allowed, siteOf(crawl.seedUrl, notes));
      const work = { rules, scrapePage: deps.scrapePage, obeysRobots: true, spacingMs: crawl.delayMs ?? 0 };
      return drainFrontier(deps, job, work, request, brake);
    });
  };
}
