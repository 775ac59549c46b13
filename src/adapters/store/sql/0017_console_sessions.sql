-- Who is signed in to the console: by a key, or by the admin token, of which a hash is kept so that a new token ends them.
create table console_sessions (
  id_hash text primary key,
  key_id text references api_keys on delete cascade,
  admin_hash text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check ((key_id is null) <> (admin_hash is null))
);

create index console_sessions_by_holder on console_sessions (coalesce(key_id, admin_hash), created_at);

-- The list of an account's jobs, whichever API they were made through.
create index jobs_of_account on jobs (account_id, created_at, id);
