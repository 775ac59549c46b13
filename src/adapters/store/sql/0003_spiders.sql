create table spiders (
  id text primary key,
  account_id text not null references accounts,
  name text not null,
  repo_path text not null,
  description text not null,
  settings json not null,
  repo_id text,
  created_at timestamptz not null
);

create unique index spiders_by_name on spiders (account_id, name);

create table schedules (
  id text primary key,
  account_id text not null references accounts,
  spider_id text not null references spiders on delete cascade,
  cron_expression text not null,
  timezone text not null,
  enabled boolean not null,
  created_at timestamptz not null,
  version integer not null default 1,
  applied integer not null default 0
);

create index schedules_by_account on schedules (account_id);

create index schedules_by_spider on schedules (spider_id);

-- Jobs outlive their spiders and schedules: these are no references.
alter table jobs add column spider_id text, add column schedule_id text,
  add column items integer not null default 0, add column log_lines integer not null default 0,
  add column stats json;

create index jobs_of_schedules on jobs (schedule_id) where schedule_id is not null;

create index jobs_of_spiders on jobs (account_id, created_at) where spider_id is not null;

alter table pages add column request json;

create table items (
  job_id text not null references jobs on delete cascade,
  item_no integer not null,
  data json not null,
  primary key (job_id, item_no)
);

create table job_logs (
  job_id text not null references jobs on delete cascade,
  line_no integer not null,
  at timestamptz not null,
  level text not null,
  message text not null,
  primary key (job_id, line_no)
);
