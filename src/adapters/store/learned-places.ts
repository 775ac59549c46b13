/** Where pages have shown that the fields of a job stand: a row for each host of the job that has shown it. */

import { sql } from 'kysely';
import type { Learned } from '../../core/extract/anchor/learned.js';
import type { LearnedPlaces } from '../../ports/store/learned-places.js';
import type { Database } from './connection.js';
import { storableJson } from './storable-json.js';

export function createLearnedPlaces(db: Database): LearnedPlaces {
  return {
    read: async (jobId) => {
      const { rows } = await sql<{ host: string; learned: Learned }>`
        select host, learned from learned_places where job_id = ${jobId}`.execute(db);
      return new Map(rows.map(({ host, learned }) => [host, learned]));
    },

    update: (jobId, host, merge, maxHosts) =>
      db.transaction().execute(async (tx) => {
        // Two pages that learn at the same time wait for each other.
        await sql`select 1 from jobs where id = ${jobId} for update`.execute(tx);
        const { rows } = await sql<{ host: string; learned: Learned }>`
          select host, learned from learned_places where job_id = ${jobId}`.execute(tx);
        const known = rows.find((row) => row.host === host)?.learned ?? null;
        if (known === null && rows.length >= maxHosts) return null;
        const learned = merge(known);
        await sql`insert into learned_places (job_id, host, learned)
          values (${jobId}, ${host}, ${storableJson(learned)}::json)
          on conflict (job_id, host) do update set learned = excluded.learned`.execute(tx);
        return learned;
      }),
  };
}
