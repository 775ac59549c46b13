-- The notes of a crawl with those of further pages added, see core/crawl/notes.ts. It is called with the settings of its
-- caller, which are for other queries.
create or replace function add_crawl_notes(old json, more json[]) returns json
language plpgsql
  set enable_seqscan = on set enable_sort = on as $$
declare
  counts json;
  firsts json;
  beyond json;
begin
  select json_object_agg(key, total) into counts from (
    select key, sum(value::bigint) as total
    from unnest(array_prepend(old, more)) as n(note), json_each_text(coalesce(note->'counts', '{}'))
    group by key
  ) as sums;
  select json_object_agg(key, value) into firsts from (
    select distinct on (key) key, value
    from unnest(array_prepend(old, more)) with ordinality as n(note, at), json_each(coalesce(note->'firsts', '{}'))
    order by key, at
  ) as kept;
  select json_agg(url) into beyond from (
    select url from unnest(array_prepend(old, more)) with ordinality as n(note, at),
      json_array_elements_text(coalesce(note->'beyond', '[]')) as url
    group by url order by min(at) limit 50
  ) as kept;
  return json_build_object('counts', coalesce(counts, '{}'), 'firsts', coalesce(firsts, '{}'),
    'beyond', coalesce(beyond, '[]'), 'sitemaps', old->'sitemaps');
end $$;
