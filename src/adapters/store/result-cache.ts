/**
 * Results of earlier jobs: small rows that name the page whose result they stand for. A result is not copied, and is gone
 * when its job's results are pruned.
 */

import { sql } from 'kysely';
import type { PageSuccess } from '../../core/page-outcome.js';
import type { ResultCache } from '../../ports/store/result-cache.js';
import type { Database } from './connection.js';

export function createResultCache(db: Database): ResultCache {
  return {
    find: async (keys, now) => {
      if (keys.length === 0) return new Map();
      const { rows } = await sql<{ found_key: string; result: PageSuccess }>`
        select found_key, result from find_cached(${JSON.stringify(keys)}, ${now})`.execute(db);
      return new Map(rows.map((row) => [row.found_key, row.result]));
    },
    put: async (outcomes) => {
      const entries = outcomes.flatMap(({ jobId, pageNo, cache }) =>
        cache == null
          ? []
          : [{ key: cache.key, job_id: jobId, page_no: pageNo, fresh_until: cache.freshUntil }],
      );
      if (entries.length > 0) await sql`select put_cached(${JSON.stringify(entries)})`.execute(db);
    },
    prune: (now, most) =>
      db.transaction().execute(async (tx) => {
        await sql`delete from cached_results where fresh_until <= ${now}`.execute(tx);
        await sql`delete from cached_results where key in
          (select key from cached_results order by fresh_until desc, key offset ${most})`.execute(tx);
      }),
  };
}
