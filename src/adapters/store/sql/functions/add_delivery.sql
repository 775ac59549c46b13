-- One event of a job on its way to its webhook: of a page, or of the job's end when there is no number.
create or replace function add_delivery(job text, account text, page integer, stopped boolean, at timestamptz) returns void
language plpgsql as $$
begin
  insert into deliveries (id, job_id, account_id, kind, page_no, state, created_at, next_at, ended_at)
  values ('evt_' || substr(job, 5) || coalesce('p' || page, 'end'), job, account,
    case when page is null then 'job' else 'page' end, page,
    case when stopped then 'stopped' else 'waiting' end, at, at, case when stopped then at end);
end $$;
