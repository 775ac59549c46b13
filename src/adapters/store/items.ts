/** What spiders have found. */

import { sql } from 'kysely';
import type { Items } from '../../ports/store/items.js';
import type { Database } from './connection.js';
import { whileHeld } from './holds.js';
import { storableJson } from './storable-json.js';

export function createItems(db: Database): Items {
  return {
    read: async (jobId, afterItemNo, limit) => {
      const { rows } = await sql<{ item_no: number; data: string }>`
        select item_no, data::text as data from items
        where job_id = ${jobId} and item_no > ${afterItemNo} order by item_no limit ${limit}`.execute(db);
      return rows.map((row) => ({ itemNo: row.item_no, json: row.data }));
    },

    addPages: async (jobId, { chunk, attempt }, pages, now) => {
      await whileHeld(
        sql`select add_pages_held(${jobId}, ${chunk}, ${attempt}, ${storableJson(pages)}, ${now})`.execute(
          db,
        ),
      );
    },

    noteStats: async (jobId, stats) => {
      await sql`update jobs set stats = ${storableJson(stats)} where id = ${jobId}`.execute(db);
    },
  };
}
