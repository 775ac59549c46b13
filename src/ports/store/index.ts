/**
 * The database as the use cases see it. A method that changes something does so in one transaction. Times are `Date`s, units
 * are integers, and the caller passes `now`, so that tests can choose it.
 */

import type { Pacing } from '../host-gate.js';
import type { Accounts } from './accounts.js';
import type { ConsoleReads } from './console.js';
import type { Deliveries } from './deliveries.js';
import type { Frontier } from './frontier.js';
import type { Holds } from './holds.js';
import type { Items } from './items.js';
import type { JobLogs } from './job-logs.js';
import type { Jobs } from './jobs.js';
import type { LearnedPlaces } from './learned-places.js';
import type { ModelBudget } from './model-budget.js';
import type { ModelWork } from './model-work.js';
import type { Pages } from './pages.js';
import type { ResultCache } from './result-cache.js';
import type { Schedules } from './schedules.js';
import type { SessionCookies } from './session-cookies.js';
import type { Sessions } from './sessions.js';
import type { Sizes } from './sizes.js';
import type { Spiders } from './spiders.js';

export interface Store {
  readonly deliveries: Deliveries;
  readonly spiders: Spiders;
  readonly schedules: Schedules;
  readonly items: Items;
  readonly logs: JobLogs;
  readonly accounts: Accounts;
  readonly jobs: Jobs;
  readonly pages: Pages;
  readonly holds: Holds;
  readonly frontier: Frontier;
  readonly resultCache: ResultCache;
  readonly learnedPlaces: LearnedPlaces;
  readonly sessionCookies: SessionCookies;
  readonly modelBudget: ModelBudget;
  readonly modelWork: ModelWork;
  /** When turns at a host may start, for all workers on this database. */
  readonly pacing: Pacing;
  readonly sizes: Sizes;
  readonly sessions: Sessions;
  readonly console: ConsoleReads;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
