/** The last lines of what jobs' spiders have printed and logged. */

import { sql } from 'kysely';
import type { LogLevel } from '../../core/job-log.js';
import type { JobLogs } from '../../ports/store/job-logs.js';
import type { Database } from './connection.js';
import { storableJson } from './storable-json.js';

interface LineRow {
  line_no: number;
  at: Date;
  level: LogLevel;
  message: string;
}

export function createJobLogs(db: Database): JobLogs {
  return {
    add: async (jobId, lines) => {
      if (lines.length === 0) return;
      await sql`select add_log_lines(${jobId}, ${storableJson(lines)})`.execute(db);
    },

    read: async (jobId, afterLineNo, limit) => {
      const { rows } = await sql<LineRow>`select line_no, at, level, message from job_logs
        where job_id = ${jobId} and line_no > ${afterLineNo} order by line_no limit ${limit}`.execute(db);
      return rows.map(({ line_no: lineNo, at, level, message }) => ({ lineNo, at, level, message }));
    },
  };
}
