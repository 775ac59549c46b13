/** Lists of an account's jobs. Each shows only jobs that were made through the API that asks. */

import type { Job, SpiderJob } from '../core/job.js';
import type { Store } from '../ports/store/index.js';
import type { JobList, JobQuery, SpiderJobFilter } from '../ports/store/jobs.js';
import type { Scope } from './own-job.js';

export interface ListJobs {
  /** Jobs that are not final, oldest first. */
  running(scope: Scope): Promise<Job[]>;
  /** Jobs whose results are kept, newest first, and how many there are in all. */
  page(scope: Scope, query: JobQuery): Promise<JobList>;
  /** Jobs of spiders whose results are kept, newest first. */
  ofSpiders(scope: Scope, filter: SpiderJobFilter): Promise<SpiderJob[]>;
}

export interface ListJobsDeps {
  readonly store: Pick<Store, 'jobs'>;
  readonly now: () => Date;
}

export function createListJobs({ store, now }: ListJobsDeps): ListJobs {
  return {
    running: ({ account, dialect }) => store.jobs.running(account.id, dialect),
    page: ({ account, dialect }, query) => store.jobs.list(account.id, dialect, query, now()),
    ofSpiders: ({ account }, filter) => store.jobs.ofSpiders(account.id, filter, now()),
  };
}
