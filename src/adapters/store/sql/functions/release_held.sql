-- release_pages for an attempt that must hold its chunk, see hold_chunk.
create or replace function release_held(job text, of_chunk text, of_attempt integer) returns void
language plpgsql as $$
begin
  perform hold_chunk(job, of_chunk, of_attempt);
  perform release_pages(job, of_chunk);
end $$;
