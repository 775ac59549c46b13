/** The result cache's statements that live in the database. */

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
