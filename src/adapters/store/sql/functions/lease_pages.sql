-- Leases pages of a crawl to a holder, breadth first. The page limit is exact: what is leased, or has run, never exceeds
-- it; a page that turns out not to be visited gives its place back.
-- Its rows had one column more in an early version. Only that one is dropped: a function in use is replaced, never dropped.
if exists (select from pg_proc where proname = 'lease_pages' and pronamespace = current_schema()::regnamespace
    and 'attempts' = any (proargnames)) then
  drop function lease_pages(text, text, integer);
end if;

create or replace function lease_pages(job text, holder text, most integer)
returns table (page_no integer, url text, depth smallint, request json)
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
#variable_conflict use_column
declare
  room integer;
  taken integer := 0;
begin
  select least(most, total - leased) into room from jobs where id = job and state in ('queued', 'running') for update;
  if room is null or room <= 0 then return; end if;
  for page_no, url, depth, request in
    select q.page_no, q.url, q.depth, q.request from pages q
    where q.job_id = job and q.state = 'waiting' and q.url_key is not null and q.lease is null
    order by q.depth, q.page_no limit room
  loop
    update pages p set lease = holder where p.job_id = job and p.page_no = lease_pages.page_no;
    taken := taken + 1;
    return next;
  end loop;
  update jobs set leased = leased + taken where id = job;
end $$;
