-- add_spider_pages for an attempt that must hold its chunk, see hold_chunk.
create or replace function add_pages_held(job text, of_chunk text, of_attempt integer, responses json, at timestamptz)
returns void
language plpgsql as $$
begin
  perform hold_chunk(job, of_chunk, of_attempt);
  perform add_spider_pages(job, responses, at);
end $$;
