-- Stores outcomes of pages that have run, see end_pages, and says how the attempts stand that bring them, see check_holds.
-- When any of these has lost its chunk, nothing is stored: the caller leaves its pages out and calls again.
create or replace function commit_outcomes(outcomes json, holds json, at timestamptz)
returns table (of_job text, of_chunk text, of_attempt integer, is_lost boolean, is_over boolean)
language plpgsql as $$
declare
  any_lost boolean := false;
begin
  for of_job, of_chunk, of_attempt, is_lost, is_over in select * from check_holds(holds)
  loop
    any_lost := any_lost or is_lost;
    return next;
  end loop;
  if not any_lost then perform end_pages(outcomes, 'waiting', at); end if;
end $$;
