/** The log of a spider's job. */

import type { Job } from '../core/job.js';
import type { StoredLogLine } from '../core/job-log.js';
import type { Store } from '../ports/store/index.js';

/** Up to `limit` lines behind the one numbered `after`, in the order in which they were stored. */
export type ReadLog = (job: Job, after: number, limit: number) => Promise<StoredLogLine[]>;

export function createReadLog({ logs }: Pick<Store, 'logs'>): ReadLog {
  return (job, after, limit) => logs.read(job.id, after, limit);
}
