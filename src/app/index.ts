/** The use cases that the HTTP side is built on. */

import type { AccountsApp } from './accounts.js';
import type { CancelJob } from './cancel-job.js';
import type { ReadJob, ReadSpiderJob, ReadResults } from './read-job.js';
import type { SchedulesApp } from './schedules.js';
import type { SpidersApp } from './spiders.js';
import type { StartSpider } from './start-spider-job.js';
import type { Replay } from './replay.js';
import type { SubmitJob } from './submit-job.js';
import type { WaitForJob } from './wait-for-job.js';

export interface App {
  readonly accounts: AccountsApp;
  readonly spiders: SpidersApp;
  readonly schedules: SchedulesApp;
  readonly startSpider: StartSpider;
  readonly readSpiderJob: ReadSpiderJob;
  readonly submitJob: SubmitJob;
  readonly cancelJob: CancelJob;
  readonly readJob: ReadJob;
  readonly readResults: ReadResults;
  readonly waitForJob: WaitForJob;
  readonly replay: Replay;
}
