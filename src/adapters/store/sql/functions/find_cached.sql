-- The results that are fresh at this time, by the keys that have one.
create or replace function find_cached(keys json, at timestamptz) returns table (found_key text, result json)
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off as $$
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
end $$;
