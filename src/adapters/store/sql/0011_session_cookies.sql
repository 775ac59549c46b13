-- Cookies that pages of a job have left for its further pages. `key` is a hash of domain, path and
-- name; of two cookies of a job the one with the larger `changed_no` was set later.
create table session_cookies (
  job_id text not null references jobs on delete cascade,
  key text not null,
  domain text not null,
  cookie text not null,
  changed_no bigint not null,
  primary key (job_id, key)
);
