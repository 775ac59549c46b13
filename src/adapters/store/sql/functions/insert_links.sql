-- Adds links to a crawl's frontier; returns how many were new. The caller holds the job's row.
create or replace function insert_links(job text, links json, at_depth integer) returns integer
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  -- A frontier holds this many pages per page that may be visited, and some; what is found beyond is not kept.
  per_page constant integer := 2;
  spare constant integer := 10000;
  first_no integer;
  no integer;
  room integer;
  link json;
begin
  select next_no, total * per_page + spare into first_no, room from jobs where id = job;
  no := first_no;
  for link in select value from json_array_elements(links) loop
    exit when no >= room;
    insert into pages (job_id, page_no, url, url_key, depth, request)
    values (job, no, link->>'url', link->>'key', at_depth, link->'request')
    on conflict (job_id, url_key) where url_key is not null do nothing;
    if found then
      no := no + 1;
    else
      -- Found again on a shorter way: what it links to may be within the depth now.
      update pages set depth = at_depth
      where job_id = job and url_key = link->>'key' and state = 'waiting' and depth > at_depth;
    end if;
  end loop;
  if no > first_no then update jobs set next_no = no where id = job; end if;
  return no - first_no;
end $$;
