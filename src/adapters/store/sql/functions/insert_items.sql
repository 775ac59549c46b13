-- Adds items behind the last one; returns the last one's number. The caller holds the job's row.
create or replace function insert_items(job text, things json, last_no integer) returns integer
language plpgsql as $$
declare
  added integer;
begin
  if things is null or json_array_length(things) = 0 then return last_no; end if;
  insert into items (job_id, item_no, data)
  select job, last_no + n, value from json_array_elements(things) with ordinality as t(value, n);
  get diagnostics added = row_count;
  return last_no + added;
end $$;
