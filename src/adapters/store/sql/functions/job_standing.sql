-- `standingOf` of src/core/job.ts, for lists.
create or replace function job_standing(state text, succeeded integer, failed integer) returns text
language sql immutable as $$
  select case state
    when 'queued' then 'pending'
    when 'cancelling' then 'cancelled'
    when 'completed' then
      case when failed = 0 then 'completed' when succeeded = 0 then 'failed' else 'partial' end
    else state
  end
$$;
