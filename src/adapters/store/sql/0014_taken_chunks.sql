-- Chunks of running jobs that a later attempt has taken over: what an attempt with a lower number still brings is refused.
-- A chunk whose first attempt ends it has no row.
create table taken_chunks (
  job_id text not null references jobs on delete cascade,
  chunk text not null,
  attempt integer not null,
  primary key (job_id, chunk)
);
