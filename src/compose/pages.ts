/** What becomes of a page: its fields, the cache, its row. Batches are chunks of such pages. */

import { createPageActivities } from '../../activities/index.js';
import { createChunkHolds } from '../app/chunk-holds.js';
import { createCommitPage } from '../app/commit-pages.js';
import { createResultCache } from '../app/result-cache.js';
import { ridingOut } from '../app/ride-out.js';
import { createRunChunk, type ChunkDeps } from '../app/run-chunk.js';
import { createScrapePage } from '../app/scrape-page.js';
import { watchStandstill } from '../app/standstill.js';
import { VERSION } from '../version.js';
import type { WorkBase } from './base.js';
import type { ModelSide } from './models.js';
import type { Visits } from './visits.js';

export function composePages(base: WorkBase, visits: Visits, model: ModelSide | null) {
  const { config, store, metrics, log, now, openJob, tellDeliveries, jobWatch, rideOut } = base;
  const { shutdown, room, own, atFailpoint } = base;
  const { hostGate, visitPage } = visits;
  const { onPage, onRules } = metrics;
  const cache = createResultCache({
    store,
    now,
    entries: config.resultCacheEntries,
    identity: `${VERSION} ${model?.model.name ?? 'no model'}`,
    onPage,
  });
  const standstill = own(watchStandstill());
  const holds = createChunkHolds({ holds: store.holds, jobWatch, rideOut, standstill });
  /** What chunks of every kind need. */
  const chunks: ChunkDeps = {
    store,
    openJob,
    hostGate,
    scrapePage: createScrapePage({ visitPage, cache, fillGaps: model?.fillGaps ?? null, onPage, onRules }),
    cache,
    commitPage: atFailpoint(
      { after: 'after-commit' },
      createCommitPage({ store, now, log, rideOut, onStandings: holds.note }),
    ),
    tellDeliveries,
    rideOut,
    holds,
    standstill,
    shutdown,
    room,
  };
  return {
    chunks,
    activities: createPageActivities({ runChunk: ridingOut(rideOut, createRunChunk(chunks)) }),
  };
}
