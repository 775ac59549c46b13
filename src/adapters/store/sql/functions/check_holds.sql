-- How attempts of chunks stand: an array of job_id, chunk and attempt. `is_lost`: a later attempt has the chunk. `is_over`: the
-- job is being cancelled, or final, or gone. Jobs' rows are locked in id order, so that what this says holds until the end of
-- the transaction.
create or replace function check_holds(holds json)
returns table (of_job text, of_chunk text, of_attempt integer, is_lost boolean, is_over boolean)
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  locked text;
begin
  for of_job, of_chunk, of_attempt in
    select job_id, chunk, attempt from json_to_recordset(holds) as t(job_id text, chunk text, attempt integer) order by 1
  loop
    if locked is distinct from of_job then
      locked := of_job;
      perform 1 from jobs where id = of_job and state in ('queued', 'running') for update;
      is_over := not found;
      -- One that is being cancelled still takes outcomes.
      if is_over then perform 1 from jobs where id = of_job for update; end if;
    end if;
    perform 1 from taken_chunks where job_id = of_job and chunk = of_chunk and attempt > of_attempt;
    is_lost := found;
    return next;
  end loop;
end $$;
