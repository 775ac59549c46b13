-- What the first page of each canonical URL is known by, where a crawl merges such pages.
alter table pages add column canonical_key text;

create unique index pages_by_canonical on pages (job_id, canonical_key) where canonical_key is not null;
