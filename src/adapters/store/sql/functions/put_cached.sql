-- Remembers which page has the result of each key; the last one of a key holds.
create or replace function put_cached(entries json) returns void
language plpgsql as $$
begin
  insert into cached_results (key, job_id, page_no, fresh_until)
  select distinct on (key) key, job_id, page_no, fresh_until
  from json_to_recordset(entries) as t(key text, job_id text, page_no integer, fresh_until timestamptz)
  order by key
  on conflict (key) do update
  set job_id = excluded.job_id, page_no = excluded.page_no, fresh_until = excluded.fresh_until;
end $$;
