/** Jobs after they were accepted: reading, cancelling, settling, pruning. */

import { sql } from 'kysely';
import { finalState, isFinal, isSpiderJob, type Job } from '../../core/job.js';
import { hasSession } from '../../core/job-spec.js';
import { chargeAtEnd, refund } from '../../core/ledger.js';
import type { Jobs } from '../../ports/store/jobs.js';
import type { Database } from './connection.js';
import { writeRefund } from './ledger.js';
import { toJob, type JobRow } from './rows.js';
import { prune } from './prune.js';
import type { Seal } from './seal.js';
import { unsealed } from './stored-spec.js';
import { countOpen, findByIdempotencyKey, submitJob } from './submit.js';

export function createJobs(db: Database, seal: Seal): Jobs {
  return {
    submit: (job, now, maxOpen) => submitJob(db, job, seal, now, maxOpen),
    countOpen: (most) => countOpen(db, null, most),
    get: async (id) => one((await sql<JobRow>`select * from jobs where id = ${id}`.execute(db)).rows),
    findByIdempotencyKey: (accountId, key) => findByIdempotencyKey(db, accountId, key),

    running: async (accountId, dialect) => {
      const { rows } = await sql<JobRow>`select * from jobs
        where account_id = ${accountId} and dialect = ${dialect} and state in ('queued', 'running', 'cancelling')
        order by created_at, id`.execute(db);
      return rows.map(toJob);
    },

    ofSpiders: async (accountId, { states, spiderId, limit }, now) => {
      const { rows } = await sql<JobRow>`select * from jobs
        where account_id = ${accountId} and spider_id is not null
          and (${states === null} or state in (select json_array_elements_text(${JSON.stringify(states ?? [])}::json)))
          and (${spiderId}::text is null or spider_id = ${spiderId})
          and (expires_at is null or expires_at > ${now})
        order by created_at desc, id desc limit ${limit}`.execute(db);
      return rows.map(toJob).filter(isSpiderJob);
    },

    list: async (accountId, dialect, { standing, limit, offset }, now) => {
      const listed = sql`from jobs where account_id = ${accountId} and dialect = ${dialect}
        and (expires_at is null or expires_at > ${now})
        and (${standing}::text is null or job_standing(state, succeeded, failed) = ${standing})`;
      const { rows } = await sql<JobRow>`select * ${listed}
        order by created_at desc, id desc limit ${limit} offset ${offset}`.execute(db);
      const counted = await sql<{ n: number }>`select count(*) as n ${listed}`.execute(db);
      return { jobs: rows.map(toJob), total: counted.rows[0]?.n ?? 0 };
    },

    requestCancel: (id) =>
      db.transaction().execute(async (tx) => {
        const { rows } = await sql<JobRow>`update jobs set state = 'cancelling'
          where id = ${id} and state in ('queued', 'running') returning *`.execute(tx);
        return one(rows) ?? one((await sql<JobRow>`select * from jobs where id = ${id}`.execute(tx)).rows);
      }),

    open: async (id, now) => {
      const { rows } = await sql<JobRow>`update jobs
        set state = case state when 'queued' then 'running' else state end, started_at = coalesce(started_at, ${now})
        where id = ${id} returning *`.execute(db);
      return one(rows.map((row) => ({ ...row, spec: unsealed(row.spec, seal) })));
    },

    settle: (id, outcome, reason, now, expiresAt) =>
      db.transaction().execute(async (tx) => {
        const { rows } = await sql<JobRow>`select * from jobs where id = ${id} for update`.execute(tx);
        const row = rows[0];
        if (row === undefined) return null;
        const job = toJob(row);
        if (isFinal(job.state)) return job;

        const state = finalState(job.state, outcome);
        const charged = chargeAtEnd(job, state === 'cancelled');
        await writeRefund(tx, job.accountId, id, refund(job.reserved, charged), row.reserved_in, now);
        const settled = await sql<JobRow>`update jobs
          set state = ${state}, charged = ${charged}, reason = ${reason}, finished_at = ${now}, expires_at = ${expiresAt}
          where id = ${id} returning *`.execute(tx);
        // No page of it will be asked for again.
        if (hasSession(job.spec)) await sql`delete from session_cookies where job_id = ${id}`.execute(tx);
        // A cancelled job has no last event: Scrpy defines none for it.
        if (row.webhook_url !== null && state !== 'cancelled')
          await sql`select add_delivery(${id}, ${job.accountId}, null, ${row.webhook_stopped_at !== null}, ${now})`.execute(
            tx,
          );
        return one(settled.rows);
      }),

    unsettled: async (before, after, limit) => {
      const { rows } = await sql<JobRow>`select * from jobs
        where state in ('queued', 'running', 'cancelling') and created_at < ${before}
          and (created_at, id) > (${after?.createdAt ?? new Date(0)}::timestamptz, ${after?.id ?? ''})
        order by created_at, id limit ${limit}`.execute(db);
      return rows.map(toJob);
    },

    prune: (now, graceMs, limit) => prune(db, now, new Date(now.getTime() - graceMs), limit),
  };
}

function one(rows: readonly JobRow[]): Job | null {
  return rows[0] === undefined ? null : toJob(rows[0]);
}
