-- Gives a chunk to this attempt. False when a later one has it. The job's row is locked, so no commit of an earlier attempt
-- is under way when this returns, and none comes after it.
create or replace function take_chunk(job text, of_chunk text, of_attempt integer) returns boolean
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  holder integer;
begin
  perform 1 from jobs where id = job for update;
  if not found then return false; end if;
  insert into taken_chunks as t (job_id, chunk, attempt) values (job, of_chunk, of_attempt)
  on conflict (job_id, chunk) do update set attempt = greatest(t.attempt, excluded.attempt)
  returning attempt into holder;
  return holder = of_attempt;
end $$;
