/** The tables, in order. A migration is never edited once released: a change is a new one. */

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { CACHE_FUNCTIONS } from './cache-functions.js';
import { QUESTION_FUNCTIONS } from './question-functions.js';
import { FUNCTIONS } from './functions.js';

const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
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
      )`.execute(db);
    await sql`
      create table account_months (
        account_id text not null references accounts,
        month text not null,
        used bigint not null check (used >= 0),
        primary key (account_id, month)
      )`.execute(db);
    await sql`
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
      )`.execute(db);
    await sql`create index api_keys_by_account on api_keys (account_id)`.execute(db);
    await sql`
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
      )`.execute(db);
    await sql`create unique index jobs_by_idempotency_key on jobs (account_id, idempotency_key)
      where idempotency_key is not null`.execute(db);
    await sql`create index jobs_not_final on jobs (account_id, created_at)
      where state in ('queued', 'running', 'cancelling')`.execute(db);
    await sql`create index jobs_by_expiry on jobs (expires_at) where expires_at is not null`.execute(db);
    await sql`
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
      )`.execute(db);
    await sql`create unique index pages_by_url on pages (job_id, url_key) where url_key is not null`.execute(
      db,
    );
    await sql`create index pages_frontier on pages (job_id, depth, page_no)
      where state = 'waiting' and url_key is not null`.execute(db);
    await sql`create index pages_leased on pages (job_id, lease)
      where state = 'waiting' and lease is not null`.execute(db);
    for (const statement of Object.values(FUNCTIONS)) await sql.raw(statement).execute(db);
    await sql`create table host_pace (host text primary key, free_at timestamptz not null)`.execute(db);
    await sql`
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
      )`.execute(db);
    await sql`create index ledger_by_account on ledger_entries (account_id, id)`.execute(db);
  },
};

const deliveries: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table jobs add column dialect text not null default 'runo'`.execute(db);
    await sql`create index jobs_by_account on jobs (account_id, dialect, created_at, id)`.execute(db);
    await sql`alter table jobs add column webhook_url text, add column webhook_refusals integer not null default 0,
      add column webhook_paused_until timestamptz, add column webhook_stopped_at timestamptz`.execute(db);
    await sql`
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
      )`.execute(db);
    await sql`create index deliveries_waiting on deliveries (job_id, no) where state = 'waiting'`.execute(db);
    await sql`create index deliveries_due on deliveries (next_at) where state = 'waiting'`.execute(db);
    await sql`create index deliveries_by_account on deliveries (account_id, no)`.execute(db);
    await sql`create index deliveries_by_job on deliveries (job_id)`.execute(db);
    await sql`
      create table delivery_attempts (
        id bigint generated always as identity primary key,
        delivery_id text not null references deliveries on delete cascade,
        at timestamptz not null,
        duration_ms integer not null,
        status smallint,
        error text
      )`.execute(db);
    await sql`create index delivery_attempts_by_delivery on delivery_attempts (delivery_id, id)`.execute(db);
  },
};

const spiders: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table spiders (
        id text primary key,
        account_id text not null references accounts,
        name text not null,
        repo_path text not null,
        description text not null,
        settings json not null,
        repo_id text,
        created_at timestamptz not null
      )`.execute(db);
    await sql`create unique index spiders_by_name on spiders (account_id, name)`.execute(db);
    await sql`
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
      )`.execute(db);
    await sql`create index schedules_by_account on schedules (account_id)`.execute(db);
    await sql`create index schedules_by_spider on schedules (spider_id)`.execute(db);
    // Jobs outlive their spiders and schedules: these are no references.
    await sql`alter table jobs add column spider_id text, add column schedule_id text,
      add column items integer not null default 0, add column log_lines integer not null default 0,
      add column stats json`.execute(db);
    await sql`create index jobs_of_schedules on jobs (schedule_id) where schedule_id is not null`.execute(db);
    await sql`create index jobs_of_spiders on jobs (account_id, created_at) where spider_id is not null`.execute(
      db,
    );
    await sql`alter table pages add column request json`.execute(db);
    await sql`
      create table items (
        job_id text not null references jobs on delete cascade,
        item_no integer not null,
        data json not null,
        primary key (job_id, item_no)
      )`.execute(db);
    await sql`
      create table job_logs (
        job_id text not null references jobs on delete cascade,
        line_no integer not null,
        at timestamptz not null,
        level text not null,
        message text not null,
        primary key (job_id, line_no)
      )`.execute(db);
    await renewFunctions(db);
  },
};

const models: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table cached_results (
        key text primary key,
        job_id text not null,
        page_no integer not null,
        fresh_until timestamptz not null
      )`.execute(db);
    await sql`create index cached_results_by_freshness on cached_results (fresh_until)`.execute(db);
    await sql`
      create table model_usage (
        job_id text primary key references jobs on delete cascade,
        tokens bigint not null
      )`.execute(db);
    await sql`
      create table model_slots (
        id text primary key,
        account_id text not null,
        until timestamptz not null
      )`.execute(db);
    await sql`
      create table model_questions (
        job_id text not null references jobs on delete cascade,
        page_no integer not null,
        question json not null,
        batch_no integer,
        primary key (job_id, page_no)
      )`.execute(db);
    await sql`
      create table model_batches (
        job_id text not null references jobs on delete cascade,
        batch_no integer not null,
        requests integer not null,
        tried_at timestamptz,
        vendor_id text,
        ended boolean not null default false,
        primary key (job_id, batch_no)
      )`.execute(db);
    await sql`create index model_batches_under_way on model_batches (job_id) where not ended`.execute(db);
    for (const statement of [...CACHE_FUNCTIONS, ...QUESTION_FUNCTIONS]) await sql.raw(statement).execute(db);
  },
};

/**
 * Schedules as times in UTC. Raising the version has each schedule applied again, because Temporal still has cron
 * expressions, which it reads in another way.
 */
const firingPlans: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table schedules add column renew_at timestamptz, add column zone_data text`.execute(db);
    await sql`update schedules set version = version + 1`.execute(db);
  },
};

/** Without it every look for expired jobs reads the rows of all that were pruned, which stay for a month. */
const pruning: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index jobs_to_prune on jobs (expires_at) where pruned_at is null`.execute(db);
  },
};

/** Puts the functions as they are now in place of those that an earlier version may have made. */
async function renewFunctions(db: Kysely<unknown>): Promise<void> {
  for (const [name, statement] of Object.entries(FUNCTIONS)) {
    await sql`drop function if exists ${sql.ref(name)}`.execute(db);
    await sql.raw(statement).execute(db);
  }
}

export const migrations: Readonly<Record<string, Migration>> = {
  '0001_first': first,
  '0002_deliveries': deliveries,
  '0003_spiders': spiders,
  '0004_models': models,
  '0005_firing_plans': firingPlans,
  '0006_pruning': pruning,
};
