/** Where pages have shown that the fields of a job stand: a row for each host of the job that has shown it. */

import { sql } from 'kysely';
import { TREE_VERSION, type Learned } from '../../core/extract/anchor/learned.js';
import type { LearnedPlaces } from '../../ports/store/learned-places.js';
import type { Database } from './connection.js';
import { whileHeld } from './holds.js';
import { storableJson } from './storable-json.js';

/** Rows with another version, or none, are as good as not there. */
const TREE = String(TREE_VERSION);
const NOTHING = { from: null, places: {} };

export function createLearnedPlaces(db: Database): LearnedPlaces {
  return {
    read: async (jobId) => {
      const { rows } = await sql<{ host: string; learned: Learned }>`
        select host, learned from learned_places where job_id = ${jobId}
          and learned->>'tree' = ${TREE}`.execute(db);
      return new Map(rows.map(({ host, learned: { from, places } }) => [host, { from, places }]));
    },

    update: (jobId, host, merge, maxHosts, hold) =>
      db.transaction().execute(async (tx) => {
        // Two pages that learn at the same time wait for each other.
        if (hold === undefined) await sql`select 1 from jobs where id = ${jobId} for update`.execute(tx);
        else await whileHeld(sql`select hold_chunk(${jobId}, ${hold.chunk}, ${hold.attempt})`.execute(tx));
        const { rows } = await sql<{ host: string; learned: Learned; tree: string | null }>`
          select host, learned, learned->>'tree' as tree from learned_places where job_id = ${jobId}`.execute(
          tx,
        );
        const row = rows.find((each) => each.host === host);
        if (row === undefined && rows.length >= maxHosts) return null;
        const { from, places } = row?.tree === TREE ? row.learned : NOTHING;
        const learned = merge(from === null ? null : { from, places });
        await sql`insert into learned_places (job_id, host, learned)
          values (${jobId}, ${host}, ${storableJson({ ...learned, tree: TREE })}::json)
          on conflict (job_id, host) do update set learned = excluded.learned`.execute(tx);
        return learned;
      }),
  };
}
