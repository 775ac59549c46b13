/** Attempts of chunks, and what becomes of the outcomes of those that have lost theirs. The functions are in sql/functions. */

import { sql } from 'kysely';
import type { Hold } from '../../core/hold.js';
import type { PageOutcome } from '../../core/page-outcome.js';
import { AttemptLost } from '../../ports/attempt-lost.js';
import type { Holds, JobHold, Standing } from '../../ports/store/holds.js';
import type { Database, Tx } from './connection.js';

export interface StandingRow {
  of_job: string;
  of_chunk: string;
  of_attempt: number;
  is_lost: boolean;
  is_over: boolean;
}

export function createHolds(db: Database): Holds {
  return {
    take: async (jobId, { chunk, attempt }) => {
      const { rows } = await sql<{ held: boolean }>`
        select take_chunk(${jobId}, ${chunk}, ${attempt}) as held`.execute(db);
      return rows[0]?.held ?? false;
    },

    check: (holds) => checkHolds(db, holds),

    over: async (jobIds) => {
      const { rows } = await sql<{ id: string }>`select id
        from json_array_elements_text(${JSON.stringify(jobIds)}::json) as t(id)
        where not exists (select 1 from jobs j where j.id = t.id and j.state in ('queued', 'running'))`.execute(
        db,
      );
      return rows.map(({ id }) => id);
    },
  };
}

/** In a transaction this holds until its end. */
export async function checkHolds(db: Database | Tx, holds: readonly JobHold[]): Promise<Standing[]> {
  if (holds.length === 0) return [];
  const { rows } = await sql<StandingRow>`select * from check_holds(${holdsJson(holds)})`.execute(db);
  return rows.map(toStanding);
}

/** The attempts that bring these outcomes, once each. */
export function holdsOf(outcomes: readonly PageOutcome[]): JobHold[] {
  const holds = new Map<string, JobHold>();
  for (const { jobId, hold } of outcomes)
    if (hold !== undefined) holds.set(`${jobId} ${hold.chunk} ${hold.attempt}`, { jobId, hold });
  return [...holds.values()];
}

export function holdsJson(holds: readonly JobHold[]): string {
  return JSON.stringify(holds.map(({ jobId, hold }) => ({ job_id: jobId, ...hold })));
}

export function toStanding(row: StandingRow): Standing {
  const hold: Hold = { chunk: row.of_chunk, attempt: row.of_attempt };
  return { jobId: row.of_job, hold, isLost: row.is_lost, isOver: row.is_over };
}

const LOST = 'HF001';

/** Runs a statement that needs its chunk. Rejects with `AttemptLost` when a later attempt has it. */
export async function whileHeld<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === LOST ? new AttemptLost() : error;
  }
}
