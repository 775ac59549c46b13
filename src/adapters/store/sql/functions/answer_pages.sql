-- Stores outcomes of parked pages and drops their questions, see end_pages; returns the numbers of those that were
-- parked still.
create or replace function answer_pages(outcomes json, at timestamptz) returns setof integer
language plpgsql as $$
begin
  return query select * from end_pages(outcomes, 'parked', at);
end $$;
