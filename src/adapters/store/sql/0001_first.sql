create table accounts (
  id text primary key,
  name text not null,
  plan text not null,
  monthly_quota bigint,
  requests_per_minute integer,
  suspended boolean not null,
  prepaid_balance bigint not null check (prepaid_balance >= 0),
  webhook_secret text not null,
  minute_start bigint not null default 0,
  minute_used integer not null default 0,
  created_at timestamptz not null
);

create table account_months (
  account_id text not null references accounts,
  month text not null,
  used bigint not null check (used >= 0),
  primary key (account_id, month)
);

create table api_keys (
  id text primary key,
  account_id text not null references accounts,
  type text not null,
  key_hash text not null unique,
  prefix text not null,
  last_four text not null,
  schema json,
  created_at timestamptz not null,
  revoked_at timestamptz
);

create index api_keys_by_account on api_keys (account_id);

create table jobs (
  id text primary key,
  account_id text not null references accounts,
  kind text not null,
  endpoint text not null,
  state text not null,
  spec json not null,
  total integer not null,
  chunk integer not null,
  lanes integer not null,
  succeeded integer not null default 0,
  failed integer not null default 0,
  charged bigint not null default 0,
  skipped bigint not null default 0,
  leased integer not null default 0,
  next_no integer not null default 1,
  reserved_month bigint not null,
  reserved_prepaid bigint not null,
  reserved_in text not null,
  reason text,
  idempotency_key text,
  request_hash text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  deadline_at timestamptz not null,
  expires_at timestamptz,
  pruned_at timestamptz,
  check (charged <= reserved_month + reserved_prepaid)
);

create unique index jobs_by_idempotency_key on jobs (account_id, idempotency_key)
  where idempotency_key is not null;

create index jobs_not_final on jobs (account_id, created_at)
  where state in ('queued', 'running', 'cancelling');

create index jobs_by_expiry on jobs (expires_at) where expires_at is not null;

create table pages (
  job_id text not null references jobs on delete cascade,
  page_no integer not null,
  url text not null,
  state text not null default 'waiting',
  attempts smallint not null default 0,
  charge smallint not null default 0,
  result json,
  finished_at timestamptz,
  url_key text,
  depth smallint not null default 0,
  lease text,
  primary key (job_id, page_no)
);

create unique index pages_by_url on pages (job_id, url_key) where url_key is not null;

create index pages_frontier on pages (job_id, depth, page_no)
  where state = 'waiting' and url_key is not null;

create index pages_leased on pages (job_id, lease)
  where state = 'waiting' and lease is not null;

create table host_pace (host text primary key, free_at timestamptz not null);

create table ledger_entries (
  id bigint generated always as identity primary key,
  account_id text not null references accounts,
  at timestamptz not null,
  kind text not null check (kind in ('reserve', 'refund', 'topup')),
  source text not null check (source in ('month', 'prepaid')),
  units bigint not null check (units > 0),
  month text not null,
  job_id text,
  entry_key text not null unique
);

create index ledger_by_account on ledger_entries (account_id, id);
