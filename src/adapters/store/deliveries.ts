/** Webhook deliveries: what is due, what became of each attempt. Rows are made by commit_pages and by `settle`. */

import { sql } from 'kysely';
import { isDown, type DeliveryState } from '../../core/webhook.js';
import type { Attempt, Delivery } from '../../core/delivery.js';
import type { Consequence, Deliveries } from '../../ports/store/deliveries.js';
import type { Database, Tx } from './connection.js';

interface DeliveryRow {
  id: string;
  no: number;
  job_id: string;
  account_id: string;
  kind: Delivery['kind'];
  page_no: number | null;
  state: DeliveryState;
  attempts: number;
  created_at: Date;
  next_at: Date;
  ended_at: Date | null;
}

/** Those that are through leave gaps in the index that each look must go over. */
const DUE_AT_ONCE = 100;

export function createDeliveries(db: Database): Deliveries {
  return {
    next: async (jobId, now) => {
      const { rows: jobs } = await sql<{ webhook_paused_until: Date | null }>`
        select webhook_paused_until from jobs where id = ${jobId}`.execute(db);
      const pausedUntil = jobs[0]?.webhook_paused_until ?? null;
      const { rows } = await sql<DeliveryRow>`select * from deliveries
        where job_id = ${jobId} and state = 'waiting' and next_at <= ${now} order by no limit ${DUE_AT_ONCE}`.execute(
        db,
      );
      if (rows[0] !== undefined) {
        return pausedUntil !== null && pausedUntil > now
          ? { kind: 'later', at: pausedUntil, paused: true }
          : { kind: 'due', deliveries: rows.map(toDelivery) };
      }
      const { rows: later } = await sql<{ at: Date | null }>`select min(next_at) as at from deliveries
        where job_id = ${jobId} and state = 'waiting'`.execute(db);
      const at = later[0]?.at ?? null;
      return at === null ? { kind: 'none' } : { kind: 'later', at, paused: false };
    },

    record: (delivery, attempt, consequence, giveUpBefore) =>
      db.transaction().execute(async (tx) => {
        // The job's row is the lock, as everywhere.
        const { rows } = await sql<{ webhook_refusals: number }>`
          select webhook_refusals from jobs where id = ${delivery.jobId} for update`.execute(tx);
        if (rows[0] === undefined) return;
        await sql`insert into delivery_attempts (delivery_id, at, duration_ms, status, error)
          values (${delivery.id}, ${attempt.at}, ${attempt.durationMs}, ${attempt.status}, ${attempt.error})`.execute(
          tx,
        );
        await close(tx, delivery, consequence, attempt.at);
        if (consequence.kind === 'stopped') await stopAll(tx, delivery.jobId, attempt.at);
        await noteRefusals(
          tx,
          delivery.jobId,
          rows[0].webhook_refusals,
          consequence,
          attempt.at,
          giveUpBefore,
        );
      }),

    get: async (id) => {
      const { rows } = await sql<DeliveryRow>`select * from deliveries where id = ${id}`.execute(db);
      return rows[0] === undefined ? null : toDelivery(rows[0]);
    },

    attempts: async (id) => {
      const { rows } = await sql<{
        at: Date;
        duration_ms: number;
        status: number | null;
        error: string | null;
      }>`
        select at, duration_ms, status, error from delivery_attempts where delivery_id = ${id} order by id`.execute(
        db,
      );
      return rows.map(({ at, duration_ms, status, error }): Attempt => ({
        at,
        durationMs: duration_ms,
        status,
        error,
      }));
    },

    list: async (accountId, { jobId, state, after, limit }) => {
      const { rows } = await sql<DeliveryRow>`select * from deliveries
        where account_id = ${accountId} and (${jobId}::text is null or job_id = ${jobId})
          and (${state}::text is null or state = ${state})
          and (${after}::text is null or no < (select no from deliveries where id = ${after}))
        order by no desc limit ${limit}`.execute(db);
      return rows.map(toDelivery);
    },

    replay: (id, now) =>
      db.transaction().execute(async (tx) => {
        const { rows } = await sql<DeliveryRow>`update deliveries
          set state = 'waiting', attempts = 0, next_at = ${now}, ended_at = null where id = ${id} returning *`.execute(
          tx,
        );
        if (rows[0] === undefined) return null;
        await unpause(tx, rows[0].job_id);
        return toDelivery(rows[0]);
      }),

    replayJob: (jobId, now) =>
      db.transaction().execute(async (tx) => {
        const { numAffectedRows } = await sql`update deliveries
          set state = 'waiting', attempts = 0, next_at = ${now}, ended_at = null
          where job_id = ${jobId} and state in ('failed', 'stopped')`.execute(tx);
        await unpause(tx, jobId);
        return Number(numAffectedRows ?? 0n);
      }),

    overdue: async (before, limit) => {
      const { rows } = await sql<{ job_id: string }>`
        select distinct d.job_id from deliveries d join jobs j on j.id = d.job_id
        where d.state = 'waiting' and d.next_at < ${before}
          and (j.webhook_paused_until is null or j.webhook_paused_until < ${before})
        limit ${limit}`.execute(db);
      return rows.map((row) => row.job_id);
    },
  };
}

/** What becomes of the delivery itself. */
async function close(tx: Tx, { id }: Delivery, consequence: Consequence, at: Date): Promise<void> {
  if (consequence.kind === 'retry') {
    await sql`update deliveries set attempts = attempts + 1, next_at = ${consequence.at} where id = ${id}`.execute(
      tx,
    );
    return;
  }
  await sql`update deliveries set attempts = attempts + 1, state = ${consequence.kind}, ended_at = ${at}
    where id = ${id}`.execute(tx);
}

async function stopAll(tx: Tx, jobId: string, at: Date): Promise<void> {
  await sql`update jobs set webhook_stopped_at = ${at} where id = ${jobId}`.execute(tx);
  await sql`update deliveries set state = 'stopped', ended_at = ${at}
    where job_id = ${jobId} and state = 'waiting'`.execute(tx);
}

/** Refusals in a row pause the webhook until the refused delivery is due again; an answer of 2xx ends the pause. */
async function noteRefusals(
  tx: Tx,
  jobId: string,
  before: number,
  consequence: Consequence,
  at: Date,
  giveUpBefore: Date,
): Promise<void> {
  const refused = consequence.kind === 'retry' || consequence.kind === 'failed';
  if (!refused && before === 0) return;
  const refusals = refused ? before + 1 : 0;
  const pausedUntil = consequence.kind === 'retry' && isDown(refusals) ? consequence.at : null;
  await sql`update jobs set webhook_refusals = ${refusals}, webhook_paused_until = ${pausedUntil}
    where id = ${jobId}`.execute(tx);
  if (consequence.kind === 'failed' && isDown(refusals)) {
    await sql`update deliveries set state = 'failed', ended_at = ${at}
      where job_id = ${jobId} and state = 'waiting' and created_at < ${giveUpBefore}`.execute(tx);
  }
}

async function unpause(tx: Tx, jobId: string): Promise<void> {
  await sql`update jobs set webhook_refusals = 0, webhook_paused_until = null, webhook_stopped_at = null
    where id = ${jobId}`.execute(tx);
}

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    jobId: row.job_id,
    accountId: row.account_id,
    kind: row.kind,
    pageNo: row.page_no,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAt: row.next_at,
    endedAt: row.ended_at,
  };
}
