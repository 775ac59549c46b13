-- Fails with HF001 when a later attempt has the chunk; locks the job's row, so that none takes it before the transaction ends.
create or replace function hold_chunk(job text, of_chunk text, of_attempt integer) returns void
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  perform 1 from jobs where id = job for update;
  perform 1 from taken_chunks where job_id = job and chunk = of_chunk and attempt > of_attempt;
  if found then raise exception using errcode = 'HF001', message = 'a later attempt has the chunk'; end if;
end $$;
