-- Gives back what a holder leased and did not run; every lease of the job when the holder is null.
create or replace function release_pages(job text, holder text) returns void
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  freed integer;
begin
  perform 1 from jobs where id = job for update;
  update pages set lease = null
  where job_id = job and state = 'waiting' and url_key is not null and lease is not null
    and (holder is null or lease = holder);
  get diagnostics freed = row_count;
  update jobs set leased = leased - freed where id = job;
end $$;
