-- Stores outcomes of pages that have run, see end_pages. A page that has an outcome already is left as it is.
create or replace function commit_pages(outcomes json, at timestamptz) returns void
language plpgsql as $$
begin
  perform end_pages(outcomes, 'waiting', at);
end $$;
