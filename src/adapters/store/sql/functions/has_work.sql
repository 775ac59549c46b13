-- Whether a lease would find pages now.
create or replace function has_work(job text) returns boolean
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  perform 1 from jobs where id = job and state in ('queued', 'running') and leased < total;
  if not found then return false; end if;
  perform 1 from pages where job_id = job and state = 'waiting' and url_key is not null and lease is null limit 1;
  return found;
end $$;
