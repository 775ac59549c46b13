-- Where pages of a host have shown that the fields of a job stand, for its other pages.
create table learned_places (
  job_id text not null references jobs on delete cascade,
  host text not null,
  learned json not null,
  primary key (job_id, host)
);
