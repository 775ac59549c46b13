/** A spider's chunk: pages of its frontier, read by its own code in a process of its own. */

import { readSettings } from '../core/spider-settings.js';
import { TIME_BOX_MS } from '../core/timings.js';
import type { SpiderProcesses } from '../ports/spider-processes.js';
import { createBrake } from './brake.js';
import type { CrawlRules } from './crawl-rules.js';
import {
  drainFrontier,
  NO_ROOM,
  robotsAllow,
  STOPPED,
  type FrontierChunkRequest,
  type FrontierChunkResult,
  type FrontierDeps,
} from './drain-frontier.js';
import type { JobLog } from './job-log.js';
import { openOfKind, type OfKind } from './open-job.js';
import { hasRoom } from './run-chunk.js';
import type { SeedSpider } from './seed-spider.js';
import { createSpiderPage, type SpiderPageDeps } from './spider-page.js';

/** Rejects with `SpiderBroken` when the spider cannot run, and `SpiderCrashed` when its process ended. */
export type RunSpiderChunk = (
  request: FrontierChunkRequest,
  cancelled: AbortSignal,
) => Promise<FrontierChunkResult>;

export interface SpiderChunkDeps extends FrontierDeps, SpiderPageDeps {
  readonly spiders: SpiderProcesses;
  readonly jobLog: JobLog;
  readonly seedSpider: SeedSpider;
}

export function createRunSpiderChunk(deps: SpiderChunkDeps): RunSpiderChunk {
  return async (request, cancelled) => {
    if (!(await hasRoom(deps, cancelled))) return NO_ROOM;
    const job = await openOfKind(deps.openJob, request.jobId, 'spider');
    if (job.state !== 'running') return STOPPED;
    return deps.holds.holding(request, cancelled, (signal) => runHeld(deps, job, request, signal));
  };
}

async function runHeld(
  deps: SpiderChunkDeps,
  job: OfKind<'spider'>,
  request: FrontierChunkRequest,
  cancelled: AbortSignal,
): Promise<FrontierChunkResult> {
  // A database that was put back to before the job's first page has none, although Temporal knows them to be stored.
  if (await deps.store.frontier.neverFilled(job.id)) await deps.seedSpider(job.id, cancelled);
  const { spider } = job.spec;
  const settings = readSettings(spider.settings);
  const { onLog, flush } = deps.jobLog(job.id);
  try {
    const session = await deps.spiders.open(job.id, spider, onLog);
    try {
      const brake = createBrake(
        { cancelled, shutdown: deps.shutdown, low: deps.room.low() },
        TIME_BOX_MS.spider,
      );
      const rules: CrawlRules = {
        mayFollow: () => async (url) => !settings.obeysRobots || robotsAllow(deps, url, brake.cutOff),
      };
      const work = {
        rules,
        scrapePage: createSpiderPage(deps, session, settings, onLog),
        obeysRobots: settings.obeysRobots,
        spacingMs: settings.delayMs,
      };
      return await drainFrontier(deps, job, work, request, brake);
    } finally {
      session.release();
    }
  } finally {
    await flush();
  }
}
