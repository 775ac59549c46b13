-- lease_pages for an attempt that must hold its chunk, see hold_chunk.
create or replace function lease_held(job text, of_chunk text, of_attempt integer, most integer)
returns table (page_no integer, url text, depth smallint, request json)
language plpgsql as $$
begin
  perform hold_chunk(job, of_chunk, of_attempt);
  return query select * from lease_pages(job, of_chunk, most);
end $$;
