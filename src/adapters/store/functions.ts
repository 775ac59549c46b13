/**
 * The statements that run for every page, as functions of the database: their plans are kept, and planning costs more
 * than running them. A kept plan may have been made while the tables were empty and must be right when they are not, so
 * there are no joins in them: rows are gone through one by one, each found by an index. All of them lock the jobs' rows
 * first, in id order, so that they take turns within a job and cannot deadlock; settle takes the same lock, so no charge
 * is added after its refund was worked out.
 */

/** A frontier holds this many pages per page that may be visited, and some; what is found beyond is not kept. */
const FRONTIER_PER_PAGE = 2;
const FRONTIER_SPARE = 10_000;

const BY_INDEX = 'set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off';

/** Adds links to a crawl's frontier; returns how many were new. The caller holds the job's row. */
const insertLinks = `
  create function insert_links(job text, links json, at_depth integer) returns integer language plpgsql ${BY_INDEX} as $$
  declare
    first_no integer;
    no integer;
    room integer;
    link json;
  begin
    select next_no, total * ${FRONTIER_PER_PAGE} + ${FRONTIER_SPARE} into first_no, room from jobs where id = job;
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
  end $$`;

/** Adds links found outside a page, as in a sitemap. */
const addLinks = `
  create function add_links(job text, links json, at_depth integer) returns void language plpgsql as $$
  declare
    added integer;
  begin
    perform 1 from jobs where id = job and state in ('queued', 'running') for update;
    if not found then return; end if;
    added := insert_links(job, links, at_depth);
    update jobs set skipped = skipped + json_array_length(links) - added where id = job;
  end $$`;

/** One event of a job on its way to its webhook: of a page, or of the job's end when there is no number. */
const addDelivery = `
  create function add_delivery(job text, account text, page integer, stopped boolean, at timestamptz) returns void
  language plpgsql as $$
  begin
    insert into deliveries (id, job_id, account_id, kind, page_no, state, created_at, next_at, ended_at)
    values ('evt_' || substr(job, 5) || coalesce('p' || page, 'end'), job, account,
      case when page is null then 'job' else 'page' end, page,
      case when stopped then 'stopped' else 'waiting' end, at, at, case when stopped then at end);
  end $$`;

/**
 * Stores outcomes with their charges, and adds them to their jobs' counters. A page that has an outcome already, and a
 * page of a final job, are left as they are. A crawl's page that was redirected claims the URL it arrived at; when that
 * one is in the frontier already, the page counts as skipped. Its links join the frontier in the same transaction.
 */
const commitPages = `
  create function commit_pages(outcomes json, at timestamptz) returns void language plpgsql ${BY_INDEX} as $$
  declare
    job text;
    o record;
    at_depth integer;
    final_state text;
    n_done integer;
    n_failed integer;
    n_skipped integer;
    n_known integer;
    n_charged integer;
    n_items integer;
    hook record;
  begin
    for job in
      select distinct job_id from json_to_recordset(outcomes) as t(job_id text) order by 1
    loop
      select items, webhook_url is not null as listens, webhook_stopped_at is not null as stopped, account_id
      into hook from jobs where id = job and state in ('queued', 'running', 'cancelling') for update;
      continue when not found;
      n_items := hook.items;
      n_done := 0; n_failed := 0; n_skipped := 0; n_known := 0; n_charged := 0;
      for o in
        select * from json_to_recordset(outcomes) as t(job_id text, page_no integer, state text, charge smallint,
          result json, arrived json, links json, matched integer, items json)
        where t.job_id = job
      loop
        select depth into at_depth from pages where job_id = job and page_no = o.page_no and state = 'waiting';
        continue when not found;
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
        update pages set state = o.state, charge = o.charge, result = o.result, finished_at = at, lease = null
        where job_id = job and page_no = o.page_no;
        n_done := n_done + (o.state = 'done')::integer;
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
      update jobs set succeeded = succeeded + n_done, failed = failed + n_failed, charged = charged + n_charged,
        skipped = skipped + n_skipped + n_known, leased = leased - n_skipped, items = n_items
      where id = job;
    end loop;
  end $$`;

/**
 * Leases pages of a crawl to a holder, breadth first. The page limit is exact: what is leased, or has run, never exceeds
 * it; a page that turns out not to be visited gives its place back.
 */
const leasePages = `
  create function lease_pages(job text, holder text, most integer)
  returns table (page_no integer, url text, attempts smallint, depth smallint, request json) language plpgsql ${BY_INDEX} as $$
  #variable_conflict use_column
  declare
    room integer;
    taken integer := 0;
  begin
    select least(most, total - leased) into room from jobs where id = job and state in ('queued', 'running') for update;
    if room is null or room <= 0 then return; end if;
    for page_no, url, attempts, depth, request in
      select q.page_no, q.url, q.attempts, q.depth, q.request from pages q
      where q.job_id = job and q.state = 'waiting' and q.url_key is not null and q.lease is null
      order by q.depth, q.page_no limit room
    loop
      update pages p set lease = holder where p.job_id = job and p.page_no = lease_pages.page_no;
      taken := taken + 1;
      return next;
    end loop;
    update jobs set leased = leased + taken where id = job;
  end $$`;

/** Gives back what a holder leased and did not run; every lease of the job when the holder is null. */
const releasePages = `
  create function release_pages(job text, holder text) returns void language plpgsql ${BY_INDEX} as $$
  declare
    freed integer;
  begin
    perform 1 from jobs where id = job for update;
    update pages set lease = null
    where job_id = job and state = 'waiting' and url_key is not null and lease is not null
      and (holder is null or lease = holder);
    get diagnostics freed = row_count;
    update jobs set leased = leased - freed where id = job;
  end $$`;

/** Whether a lease would find pages now. */
const hasWork = `
  create function has_work(job text) returns boolean language plpgsql ${BY_INDEX} as $$
  begin
    perform 1 from jobs where id = job and state in ('queued', 'running') and leased < total;
    if not found then return false; end if;
    perform 1 from pages where job_id = job and state = 'waiting' and url_key is not null and lease is null limit 1;
    return found;
  end $$`;

/** Adds items behind the last one; returns the last one's number. The caller holds the job's row. */
const insertItems = `
  create function insert_items(job text, things json, last_no integer) returns integer language plpgsql as $$
  declare
    added integer;
  begin
    if things is null or json_array_length(things) = 0 then return last_no; end if;
    insert into items (job_id, item_no, data)
    select job, last_no + n, value from json_array_elements(things) with ordinality as t(value, n);
    get diagnostics added = row_count;
    return last_no + added;
  end $$`;

/**
 * Stores responses that a spider's own process has dealt with, each with its items and its charge. What is known by its
 * key is left as it is. What comes after the reservation is used up was under way by then, and is free.
 */
const addSpiderPages = `
  create function add_spider_pages(job text, responses json, at timestamptz) returns void language plpgsql ${BY_INDEX} as $$
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
  end $$`;

/** A job keeps the last of its lines. */
const KEPT_LINES = 10_000;

const addLogLines = `
  create function add_log_lines(job text, lines json) returns void language plpgsql ${BY_INDEX} as $$
  declare
    last_no integer;
  begin
    update jobs set log_lines = log_lines + json_array_length(lines) where id = job and pruned_at is null
    returning log_lines into last_no;
    if not found then return; end if;
    insert into job_logs (job_id, line_no, at, level, message)
    select job, last_no - json_array_length(lines) + n, (line->>'at')::timestamptz, line->>'level', line->>'message'
    from json_array_elements(lines) with ordinality as t(line, n);
    delete from job_logs where job_id = job and line_no <= last_no - ${KEPT_LINES};
  end $$`;

/** `standingOf` of src/core/job.ts, for lists. */
const jobStanding = `
  create function job_standing(state text, succeeded integer, failed integer) returns text language sql immutable as $$
    select case state
      when 'queued' then 'pending'
      when 'cancelling' then 'cancelled'
      when 'completed' then
        case when failed = 0 then 'completed' when succeeded = 0 then 'failed' else 'partial' end
      else state
    end
  $$`;

/** Names and definitions, in the order in which they are made. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  insert_items: insertItems,
  insert_links: insertLinks,
  add_links: addLinks,
  add_delivery: addDelivery,
  commit_pages: commitPages,
  lease_pages: leasePages,
  release_pages: releasePages,
  has_work: hasWork,
  add_spider_pages: addSpiderPages,
  add_log_lines: addLogLines,
  job_standing: jobStanding,
};
