/** The store over an open database. Whoever opened it closes it through `close`. */

import type { Store } from '../../ports/store/index.js';
import { createAccounts } from './accounts.js';
import type { Database } from './connection.js';
import { createConsoleReads } from './console.js';
import { ping } from './database.js';
import { createDeliveries } from './deliveries.js';
import { createFrontier } from './frontier.js';
import { createHolds } from './holds.js';
import { createItems } from './items.js';
import { createJobLogs } from './job-logs.js';
import { createJobs } from './jobs.js';
import { createLearnedPlaces } from './learned-places.js';
import { createModelBudget } from './model-budget.js';
import { createModelWork } from './model-work.js';
import { createSqlPacing } from './pacing.js';
import { createPages } from './pages.js';
import { createResultCache } from './result-cache.js';
import { createSeal } from './seal.js';
import { createSchedules } from './schedules.js';
import { createSessionCookies } from './session-cookies.js';
import { createSessions } from './sessions.js';
import { createSizes, type RunStatement } from './sizes.js';
import { createSpiders } from './spiders.js';

export { openEmbedded, openPglite, openPostgres } from './database.js';
export { copyEmbedded } from './copy-embedded.js';
export { NewerDatabase } from './migrations.js';
export { startUpkeep } from './upkeep/index.js';
export type { UpkeepDone, UpkeepSizes } from './upkeep/index.js';

/**
 * @param key 32 bytes that cookies of jobs and what their pages are asked for with are encrypted with; null for not at all.
 * @param run for statements that do not count as use of the embedded database.
 */
export function createStore(db: Database, key: Buffer | null = null, run: RunStatement | null = null): Store {
  const seal = createSeal(key);
  return {
    accounts: createAccounts(db),
    jobs: createJobs(db, seal),
    deliveries: createDeliveries(db),
    pages: createPages(db, seal),
    holds: createHolds(db),
    frontier: createFrontier(db),
    resultCache: createResultCache(db),
    spiders: createSpiders(db),
    schedules: createSchedules(db),
    items: createItems(db),
    logs: createJobLogs(db),
    learnedPlaces: createLearnedPlaces(db),
    sessionCookies: createSessionCookies(db, seal),
    modelBudget: createModelBudget(db),
    modelWork: createModelWork(db),
    pacing: createSqlPacing(db),
    sizes: createSizes(db, run),
    sessions: createSessions(db),
    console: createConsoleReads(db),
    check: () => ping(db),
    close: () => db.destroy(),
  };
}
