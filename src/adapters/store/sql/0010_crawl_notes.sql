-- What a crawl met besides its pages, see core/crawl/notes.ts; null for other jobs.
alter table jobs add column crawl_notes json;
