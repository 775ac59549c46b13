-- Stores what pages have changed of their jobs' cookies: an array of pages, each with its cookies by key, where null removes
-- one. It is called before commit_pages, in the same transaction and with the same pages, so that it locks the same jobs in
-- the same order. What a page with an outcome, or a page of a final job, has changed is left out. Beyond the bounds the
-- cookies that were set longest ago are dropped; `most_chars` counts what is stored.
create or replace function keep_cookies(outcomes json, most integer, most_of_domain integer, most_chars integer)
returns void
language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  job text;
  o record;
  c record;
  no bigint;
begin
  for job in
    select distinct job_id from json_to_recordset(outcomes) as t(job_id text) order by 1
  loop
    perform 1 from jobs where id = job and state in ('queued', 'running', 'cancelling') for update;
    continue when not found;
    select coalesce(max(changed_no), 0) into no from session_cookies where job_id = job;
    for o in
      select * from json_to_recordset(outcomes) as t(job_id text, page_no integer, cookies json)
      where t.job_id = job and json_array_length(t.cookies) > 0
    loop
      perform 1 from pages where job_id = job and page_no = o.page_no and state = 'waiting';
      continue when not found;
      for c in select * from json_to_recordset(o.cookies) as t(key text, domain text, cookie text)
      loop
        if c.cookie is null then
          delete from session_cookies where job_id = job and key = c.key;
        else
          no := no + 1;
          insert into session_cookies (job_id, key, domain, cookie, changed_no)
          values (job, c.key, c.domain, c.cookie, no)
          on conflict (job_id, key) do update set cookie = excluded.cookie, changed_no = excluded.changed_no;
        end if;
      end loop;
    end loop;
    delete from session_cookies where job_id = job and key in (
      select ranked.key from (
        select s.key, row_number() over (partition by s.domain order by s.changed_no desc) as place
        from session_cookies s where s.job_id = job) as ranked
      where ranked.place > most_of_domain);
    delete from session_cookies where job_id = job and key in (
      select ranked.key from (
        select s.key, row_number() over newest as place, sum(length(s.cookie)) over newest as chars
        from session_cookies s where s.job_id = job
        window newest as (order by s.changed_no desc)) as ranked
      where ranked.place > most or ranked.chars > most_chars);
  end loop;
end $$;
