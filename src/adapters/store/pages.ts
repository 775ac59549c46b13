/** Pages of a job: what is still to run, storing outcomes with their charges, reading results. */

import { sql } from 'kysely';
import type { PageOutcome, PageResult, Pages, StoredPage, WaitingPage } from '../../ports/store.js';
import type { Database } from './database.js';

export function createPages(db: Database): Pages {
  return {
    waiting: async (jobId, from, to) => {
      const { rows } = await sql<{ page_no: number; url: string; attempts: number }>`
        select page_no, url, attempts from pages
        where job_id = ${jobId} and page_no >= ${from} and page_no < ${to} and state = 'waiting'
        order by page_no`.execute(db);
      return rows.map((row): WaitingPage => ({ pageNo: row.page_no, url: row.url, attempts: row.attempts }));
    },

    countAttempt: async (jobId, pageNo) => {
      const { rows } = await sql<{ attempts: number }>`update pages set attempts = attempts + 1
        where job_id = ${jobId} and page_no = ${pageNo} returning attempts`.execute(db);
      return rows[0]?.attempts ?? 0;
    },

    commit: async (outcomes, now) => {
      await sql`${commitStatement(outcomes, now)}`.execute(db);
    },

    read: async (jobId, afterPageNo, limit, finishedOnly) => {
      const { rows } = await sql<{ page_no: number; url: string; result: PageResult | null }>`
        select page_no, url, result from pages
        where job_id = ${jobId} and page_no > ${afterPageNo} and (result is not null or not ${finishedOnly}::boolean)
        order by page_no limit ${limit}`.execute(db);
      return rows.map((row): StoredPage => ({ pageNo: row.page_no, url: row.url, result: row.result }));
    },
  };
}

/**
 * One statement, so one transaction. `live` locks the jobs' rows (in id order, so that committers cannot deadlock):
 * settle takes the same lock, so no charge is added after its refund was worked out.
 */
function commitStatement(outcomes: readonly PageOutcome[], now: Date): ReturnType<typeof sql> {
  const incoming = JSON.stringify(
    outcomes.map((o) => ({
      job_id: o.jobId,
      page_no: o.pageNo,
      state: o.result.status === 'success' ? 'done' : 'failed',
      charge: o.charge,
      result: o.result,
    })),
  );
  return sql`
    with incoming as (
      select * from json_to_recordset(${incoming}::json)
        as t(job_id text, page_no integer, state text, charge smallint, result json)
    ), live as (
      select id from jobs
      where id in (select job_id from incoming) and state in ('queued', 'running', 'cancelling')
      order by id for update
    ), stored as (
      update pages p set state = i.state, charge = i.charge, result = i.result, finished_at = ${now}
      from incoming i, live l
      where l.id = p.job_id and p.job_id = i.job_id and p.page_no = i.page_no and p.state = 'waiting'
      returning p.job_id, p.state, p.charge
    ), counted as (
      select job_id, count(*) filter (where state = 'done') as succeeded, count(*) filter (where state = 'failed') as failed,
        sum(charge) as charged
      from stored group by job_id
    )
    update jobs j set succeeded = j.succeeded + c.succeeded, failed = j.failed + c.failed, charged = j.charged + c.charged
    from counted c where c.job_id = j.id`;
}
