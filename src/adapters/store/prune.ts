/** Retention: results past their time, and the rows of jobs long after, dropped in short transactions. */

import { sql, type RawBuilder } from 'kysely';
import type { Database, Tx } from './connection.js';

/** Tables with the results of a job. */
const RESULTS = ['pages', 'items', 'job_logs', 'learned_places', 'session_cookies'] as const;
const JOBS_AT_ONCE = 100;

/** One step: results of expired jobs first, then whole jobs that were pruned before `forgetBefore`. */
export async function prune(db: Database, now: Date, forgetBefore: Date, limit: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`delete from host_pace where free_at < ${now}`.execute(tx);
    const dropped = await dropResults(tx, now, limit);
    return dropped > 0 ? dropped : forgetJobs(tx, forgetBefore, limit);
  });
}

/** A job is marked once all its results are gone; until then it is found again. Its results are expired all the while. */
async function dropResults(tx: Tx, now: Date, limit: number): Promise<number> {
  const jobs = await idsOf(
    tx,
    sql`where pruned_at is null and expires_at < ${now} order by expires_at limit ${JOBS_AT_ONCE} for update`,
  );
  if (jobs === null) return 0;
  await sql`update deliveries set state = 'failed', ended_at = ${now}
    where state = 'waiting' and job_id in (${jobs.list})`.execute(tx);
  let dropped = 0;
  for (const table of RESULTS) {
    dropped += await deleteSome(tx, table, jobs.list, limit - dropped);
    if (dropped >= limit) return dropped;
  }
  await sql`update jobs set pruned_at = ${now}, idempotency_key = null, spec = ${WITHOUT_DETAILS}, stats = null,
    crawl_notes = null where id in (${jobs.list})`.execute(tx);
  return dropped + jobs.count;
}

/**
 * What is left of a spec when its job has no results any more: the row only has to answer that the job has expired. The
 * schema may be long, and the extras hold headers and cookies of the caller's. Of `json`, since `jsonb` refuses texts
 * that `json` holds.
 */
const WITHOUT_DETAILS = sql`(select coalesce(json_object_agg(key, case when key in ('schema', 'selectors') then '[]' else value end), '{}')
  from json_each(spec) where key not in ('extras', 'sealedExtras'))`;

/** With them go what else belongs to them; deliveries, of which a job may have many, some at a time. */
async function forgetJobs(tx: Tx, before: Date, limit: number): Promise<number> {
  const jobs = await idsOf(tx, sql`where pruned_at < ${before} order by pruned_at limit ${JOBS_AT_ONCE}`);
  if (jobs === null) return 0;
  const dropped = await deleteSome(tx, 'deliveries', jobs.list, limit);
  if (dropped >= limit) return dropped;
  await sql`delete from jobs where id in (${jobs.list})`.execute(tx);
  return dropped + jobs.count;
}

interface Ids {
  readonly count: number;
  readonly list: RawBuilder<unknown>;
}

async function idsOf(tx: Tx, condition: RawBuilder<unknown>): Promise<Ids | null> {
  const { rows } = await sql<{ id: string }>`select id from jobs ${condition}`.execute(tx);
  return rows.length === 0 ? null : { count: rows.length, list: sql.join(rows.map(({ id }) => id)) };
}

async function deleteSome(
  tx: Tx,
  table: (typeof RESULTS)[number] | 'deliveries',
  jobIds: RawBuilder<unknown>,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ctid in
    (select ctid from ${sql.table(table)} where job_id in (${jobIds}) limit ${limit})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
