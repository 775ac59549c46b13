/** The use cases that the HTTP side is built on. */

import type { AccountsApp } from './accounts.js';
import type { CancelJob } from './cancel-job.js';
import type { ReadCrawlReport } from './crawl-report.js';
import type { ConsoleApp } from './console.js';
import type { DeliveriesApp } from './deliveries.js';
import type { ListJobs } from './list-jobs.js';
import type { MakeBackup } from './make-backup.js';
import type { OwnJob } from './own-job.js';
import type { ReadItems } from './read-items.js';
import type { ReadLog } from './read-log.js';
import type { ReadDocuments, ReadUnread } from './read-documents.js';
import type { CountWaiting, ReadResults } from './read-results.js';
import type { SchedulesApp } from './schedules.js';
import type { SpidersApp } from './spiders.js';
import type { StartSpider } from './start-spider-job.js';
import type { SubmitJob } from './submit-job.js';
import type { WaitForJob } from './wait-for-job.js';

export interface App {
  readonly accounts: AccountsApp;
  readonly deliveries: DeliveriesApp;
  readonly spiders: SpidersApp;
  readonly schedules: SchedulesApp;
  readonly submitJob: SubmitJob;
  readonly startSpider: StartSpider;
  readonly waitForJob: WaitForJob;
  readonly ownJob: OwnJob;
  readonly cancelJob: CancelJob;
  readonly listJobs: ListJobs;
  readonly readResults: ReadResults;
  readonly readDocuments: ReadDocuments;
  readonly readUnread: ReadUnread;
  readonly countWaiting: CountWaiting;
  readonly readCrawlReport: ReadCrawlReport;
  readonly readItems: ReadItems;
  readonly readLog: ReadLog;
  readonly makeBackup: MakeBackup;
  readonly console: ConsoleApp;
}
