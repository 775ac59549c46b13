/** Counts rows that should have gone, where the database can be read by others. */

import pg from 'pg';
import type { Leftover } from './evidence.js';

const TIMEOUT_MS = 30_000;
const FINAL = "('completed', 'cancelled', 'failed')";

/** What each count is of, as a noun, and the count. */
const COUNTS: Readonly<Record<string, string>> = {
  'jobs that have not ended': `select count(*) from jobs where state not in ${FINAL}`,
  'deliveries that wait': `select count(*) from deliveries where state = 'waiting'`,
  'questions to the model of jobs that have ended': `select count(*) from model_questions where job_id in (select id from jobs where state in ${FINAL})`,
  'cookies of jobs that have ended': `select count(*) from session_cookies where job_id in (select id from jobs where state in ${FINAL})`,
  'slots of the model that are still held': `select count(*) from model_slots where until > now()`,
  // What Scrapy's pages have found is stored with the job's items.
  'pages that have run and kept no outcome': `select count(*) from pages where state in ('done', 'failed') and result is null and job_id in (select id from jobs where kind <> 'scrapy')`,
};

/** The database is only read. */
export async function lookAtDatabase(databaseUrl: string): Promise<Leftover[]> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  await client.connect();
  try {
    const found: Leftover[] = [];
    for (const [what, statement] of Object.entries(COUNTS)) {
      const { rows } = await client.query<{ count: string }>(statement);
      found.push({ what, rows: Number(rows[0]?.count ?? 0) });
    }
    return found;
  } finally {
    await client.end();
  }
}
