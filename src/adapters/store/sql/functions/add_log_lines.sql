-- Adds lines to a job's log, of which the last ones are kept.
create or replace function add_log_lines(job text, lines json) returns void
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  kept constant integer := 10000;
  last_no integer;
begin
  update jobs set log_lines = log_lines + json_array_length(lines) where id = job and pruned_at is null
  returning log_lines into last_no;
  if not found then return; end if;
  insert into job_logs (job_id, line_no, at, level, message)
  select job, last_no - json_array_length(lines) + n, (line->>'at')::timestamptz, line->>'level', line->>'message'
  from json_array_elements(lines) with ordinality as t(line, n);
  delete from job_logs where job_id = job and line_no <= last_no - kept;
end $$;
