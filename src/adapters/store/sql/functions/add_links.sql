-- Adds links found outside a page, as in a sitemap.
create or replace function add_links(job text, links json, at_depth integer) returns void
language plpgsql as $$
declare
  added integer;
begin
  perform 1 from jobs where id = job and state in ('queued', 'running') for update;
  if not found then return; end if;
  added := insert_links(job, links, at_depth);
  update jobs set skipped = skipped + json_array_length(links) - added where id = job;
end $$;
