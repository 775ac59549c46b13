/**
 * Results of earlier jobs: small rows that name the page whose result they stand for. A result is not copied, and is gone
 * when its job's results are pruned.
 */

import { sql } from 'kysely';
import type { Cache, PageSuccess } from '../../ports/store.js';
import type { Database } from './database.js';

/** Functions, since they run for every chunk: see functions.ts. */
export const CACHE_FUNCTIONS: readonly string[] = [
  `create function find_cached(keys json, at timestamptz) returns table (found_key text, result json)
  language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
  declare
    entry record;
  begin
    for found_key in select value from json_array_elements_text(keys) loop
      select job_id, page_no into entry from cached_results where key = found_key and fresh_until > at;
      continue when not found;
      select p.result into result from pages p
      where p.job_id = entry.job_id and p.page_no = entry.page_no and p.state = 'done';
      if found then return next; end if;
    end loop;
  end $$`,
  `create function put_cached(entries json) returns void language plpgsql as $$
  begin
    insert into cached_results (key, job_id, page_no, fresh_until)
    select distinct on (key) key, job_id, page_no, fresh_until
    from json_to_recordset(entries) as t(key text, job_id text, page_no integer, fresh_until timestamptz)
    order by key
    on conflict (key) do update
    set job_id = excluded.job_id, page_no = excluded.page_no, fresh_until = excluded.fresh_until;
  end $$`,
];

export function createCache(db: Database): Cache {
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
    prune: async (now, most) => {
      await sql`delete from cached_results where fresh_until <= ${now}`.execute(db);
      await sql`delete from cached_results where key in
        (select key from cached_results order by fresh_until desc, key offset ${most})`.execute(db);
    },
  };
}
