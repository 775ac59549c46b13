/** Log lines of spiders in the database. */

import type { LogLine, StoredLogLine } from '../../core/job-log.js';

/** What a job's spider has printed and logged: the last lines of it. */
export interface JobLogs {
  add(jobId: string, lines: readonly LogLine[]): Promise<void>;
  read(jobId: string, afterLineNo: number, limit: number): Promise<StoredLogLine[]>;
}
