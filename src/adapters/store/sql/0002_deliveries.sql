alter table jobs add column dialect text not null default 'runo';

create index jobs_by_account on jobs (account_id, dialect, created_at, id);

alter table jobs add column webhook_url text, add column webhook_refusals integer not null default 0,
  add column webhook_paused_until timestamptz, add column webhook_stopped_at timestamptz;

create table deliveries (
  id text primary key,
  no bigint generated always as identity,
  job_id text not null references jobs on delete cascade,
  account_id text not null references accounts,
  kind text not null,
  page_no integer,
  state text not null,
  attempts smallint not null default 0,
  created_at timestamptz not null,
  next_at timestamptz not null,
  ended_at timestamptz
);

create index deliveries_waiting on deliveries (job_id, no) where state = 'waiting';

create index deliveries_due on deliveries (next_at) where state = 'waiting';

create index deliveries_by_account on deliveries (account_id, no);

create index deliveries_by_job on deliveries (job_id);

create table delivery_attempts (
  id bigint generated always as identity primary key,
  delivery_id text not null references deliveries on delete cascade,
  at timestamptz not null,
  duration_ms integer not null,
  status smallint,
  error text
);

create index delivery_attempts_by_delivery on delivery_attempts (delivery_id, id);
