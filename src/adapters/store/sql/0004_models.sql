create table cached_results (
  key text primary key,
  job_id text not null,
  page_no integer not null,
  fresh_until timestamptz not null
);

create index cached_results_by_freshness on cached_results (fresh_until);

create table model_usage (
  job_id text primary key references jobs on delete cascade,
  tokens bigint not null
);

create table model_slots (
  id text primary key,
  account_id text not null,
  until timestamptz not null
);

create table model_questions (
  job_id text not null references jobs on delete cascade,
  page_no integer not null,
  question json not null,
  batch_no integer,
  primary key (job_id, page_no)
);

create table model_batches (
  job_id text not null references jobs on delete cascade,
  batch_no integer not null,
  requests integer not null,
  tried_at timestamptz,
  vendor_id text,
  ended boolean not null default false,
  primary key (job_id, batch_no)
);

create index model_batches_under_way on model_batches (job_id) where not ended;
