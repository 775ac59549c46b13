-- Stores responses that a spider's own process has dealt with, each with its items and its charge. What is known by its
-- key is left as it is. What comes after the reservation is used up was under way by then, and is free.
create or replace function add_spider_pages(job text, responses json, at timestamptz) returns void
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  r record;
  no integer;
  n_items integer;
  room bigint;
  n_pages integer := 0;
  n_charged integer := 0;
  units integer;
begin
  select next_no, items, reserved_month + reserved_prepaid - charged into no, n_items, room from jobs
  where id = job and state in ('queued', 'running', 'cancelling') for update;
  if not found then return; end if;
  for r in
    select * from json_to_recordset(responses) as t(key text, url text, charge smallint, items json)
  loop
    units := least(r.charge, room - n_charged);
    insert into pages (job_id, page_no, url, url_key, state, charge, finished_at)
    values (job, no, r.url, r.key, 'done', units, at)
    on conflict (job_id, url_key) where url_key is not null do nothing;
    continue when not found;
    no := no + 1;
    n_pages := n_pages + (r.charge > 0)::integer;
    n_charged := n_charged + units;
    n_items := insert_items(job, r.items, n_items);
  end loop;
  update jobs set next_no = no, succeeded = succeeded + n_pages, charged = charged + n_charged, items = n_items
  where id = job;
end $$;
