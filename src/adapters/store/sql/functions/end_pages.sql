-- Stores outcomes of pages that are in the state `from_state`, with their charges, and adds them to their jobs' counters;
-- returns the numbers of these pages. Pages in another state, and pages of a final job, are left as they are. A crawl's
-- page that was redirected claims the URL it arrived at; when that one is in the frontier already, the page counts as
-- skipped. A page whose canonical URL another one has claimed is a duplicate of that: it counts as skipped, and gives its
-- place under the page limit back while there are not more of them than the limit. Links join the frontier in the same
-- transaction.
-- A page that is kept whole gets the next number of its job's documents; the job's row is locked, so there are no gaps.
-- A page of a frontier whose lease was taken away, from a worker that was thought to be gone, takes a place anew; when
-- there is none left, it stays waiting.
create or replace function end_pages(outcomes json, from_state text, at timestamptz) returns setof integer
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  job text;
  o record;
  at_depth integer;
  is_unleased boolean;
  n_taken integer;
  final_state text;
  n_done integer;
  n_failed integer;
  n_skipped integer;
  n_known integer;
  n_charged integer;
  n_items integer;
  n_duplicates integer;
  duplicates_before integer;
  twin text;
  hook record;
  notes json[];
begin
  for job in
    select distinct job_id from json_to_recordset(outcomes) as t(job_id text) order by 1
  loop
    select items, webhook_url is not null as listens, webhook_stopped_at is not null as stopped, account_id,
      crawl_notes, total, leased, succeeded
    into hook from jobs where id = job and state in ('queued', 'running', 'cancelling') for update;
    continue when not found;
    n_items := hook.items;
    duplicates_before := coalesce((hook.crawl_notes->'counts'->>'duplicates')::integer, 0);
    n_duplicates := 0;
    n_taken := 0; n_done := 0; n_failed := 0; n_skipped := 0; n_known := 0; n_charged := 0; notes := '{}';
    for o in
      select * from json_to_recordset(outcomes) as t(job_id text, page_no integer, state text, charge smallint,
        result json, arrived json, links json, matched integer, items json, notes json, canonical text, numbered boolean)
      where t.job_id = job
    loop
      select depth, from_state = 'waiting' and url_key is not null and lease is null into at_depth, is_unleased
      from pages where job_id = job and page_no = o.page_no and state = from_state;
      continue when not found;
      if is_unleased then
        continue when hook.leased + n_taken - n_skipped + greatest(duplicates_before + n_duplicates - hook.total, 0)
          - greatest(duplicates_before - hook.total, 0) >= hook.total;
        n_taken := n_taken + 1;
      end if;
      return next o.page_no;
      if o.notes is not null then notes := array_append(notes, o.notes); end if;
      if from_state = 'parked' then delete from model_questions where job_id = job and page_no = o.page_no; end if;
      final_state := o.state;
      if o.arrived is not null then
        -- Its number is below zero and so never among the results.
        insert into pages (job_id, page_no, url, url_key, state)
        values (job, -1 - o.page_no, o.arrived->>'url', o.arrived->>'key', 'arrived') on conflict do nothing;
        if not found then final_state := 'redirected'; end if;
      end if;
      if final_state = 'redirected' then
        update pages set state = 'skipped', finished_at = at, lease = null,
          result = '{"status":"skipped","why":"redirected to a known URL"}'
        where job_id = job and page_no = o.page_no;
        n_skipped := n_skipped + 1;
        continue;
      end if;
      if o.canonical is not null and o.state in ('done', 'parked') then
        select url into twin from pages where job_id = job and canonical_key = o.canonical;
        if found then
          update pages set state = 'skipped', finished_at = at, lease = null,
            result = json_build_object('status', 'skipped', 'why', 'has the canonical URL of another page',
              'reason', 'duplicate', 'duplicateOf', twin)
          where job_id = job and page_no = o.page_no;
          n_skipped := n_skipped + 1;
          n_duplicates := n_duplicates + 1;
          n_known := n_known + o.matched - insert_links(job, o.links, at_depth + 1);
          continue;
        end if;
        update pages set canonical_key = o.canonical where job_id = job and page_no = o.page_no;
      end if;
      n_done := n_done + (o.state = 'done')::integer;
      update pages set state = o.state, charge = o.charge, result = o.result, finished_at = at, lease = null,
        document_no = case when o.numbered and o.state = 'done' then hook.succeeded + n_done end
      where job_id = job and page_no = o.page_no;
      n_failed := n_failed + (o.state = 'failed')::integer;
      n_skipped := n_skipped + (o.state = 'skipped')::integer;
      n_charged := n_charged + o.charge;
      n_known := n_known + o.matched;
      if json_array_length(o.links) > 0 then
        n_known := n_known - insert_links(job, o.links, at_depth + 1);
      end if;
      n_items := insert_items(job, o.items, n_items);
      if hook.listens and o.state in ('done', 'failed') then
        perform add_delivery(job, hook.account_id, o.page_no, hook.stopped, at);
      end if;
    end loop;
    if n_duplicates > 0 then
      notes := array_append(notes, json_build_object('counts', json_build_object('duplicates', n_duplicates)));
    end if;
    update jobs set succeeded = succeeded + n_done, failed = failed + n_failed, charged = charged + n_charged,
      skipped = skipped + n_skipped + n_known, leased = leased + n_taken - n_skipped
        + greatest(duplicates_before + n_duplicates - hook.total, 0) - greatest(duplicates_before - hook.total, 0), items = n_items,
      crawl_notes = case when cardinality(notes) = 0 then crawl_notes else add_crawl_notes(hook.crawl_notes, notes) end
    where id = job;
  end loop;
end $$;
