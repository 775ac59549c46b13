/** Rows as the drivers give them, and their domain values. */

import { minuteOf, monthOf } from '../../core/calendar.js';
import type { DialectName } from '../../core/dialect.js';
import type { JobState, Job } from '../../core/job.js';
import type { CrawlNotes } from '../../core/crawl/notes.js';
import type { JobKind } from '../../core/job-kinds.js';
import type { PlanName } from '../../core/plans.js';
import type { Schema } from '../../core/schema.js';
import type { Account, ApiKey, LedgerEntry, Usage } from '../../core/account.js';
import { readSpec, type StoredSpec } from './stored-spec.js';

export interface AccountRow {
  id: string;
  name: string;
  plan: PlanName;
  monthly_quota: number | null;
  requests_per_minute: number | null;
  suspended: boolean;
  prepaid_balance: number;
  webhook_secret: string;
  minute_start: number;
  minute_used: number;
  created_at: Date;
}

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    name: row.name,
    plan: row.plan,
    monthlyQuota: row.monthly_quota,
    requestsPerMinute: row.requests_per_minute,
    suspended: row.suspended,
    prepaidBalance: row.prepaid_balance,
    webhookSecret: row.webhook_secret,
    createdAt: row.created_at,
  };
}

/** A counter of an earlier minute or month reads as zero. */
export function toUsage(
  row: Pick<AccountRow, 'minute_start' | 'minute_used'> & { month_used: number | null },
  now: Date,
): Usage {
  const minute = minuteOf(now);
  return {
    month: monthOf(now),
    monthUsed: row.month_used ?? 0,
    minute,
    minuteUsed: row.minute_start === minute ? row.minute_used : 0,
  };
}

/** Times arrive as text when the row came through `row_to_json`. */
export interface KeyRow {
  id: string;
  account_id: string;
  type: string;
  prefix: string;
  last_four: string;
  schema: Schema | null;
  created_at: Date | string;
  revoked_at: Date | string | null;
}

export function toKey(row: KeyRow): ApiKey {
  return {
    id: row.id,
    accountId: row.account_id,
    type: row.type,
    prefix: row.prefix,
    lastFour: row.last_four,
    schema: row.schema,
    createdAt: new Date(row.created_at),
    revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at),
  };
}

export interface LedgerRow {
  id: number;
  at: Date;
  kind: LedgerEntry['kind'];
  source: LedgerEntry['source'];
  units: number;
  job_id: string | null;
}

export function toLedgerEntry(row: LedgerRow): LedgerEntry {
  return { id: row.id, at: row.at, kind: row.kind, source: row.source, units: row.units, jobId: row.job_id };
}

export interface JobRow {
  id: string;
  account_id: string;
  dialect: DialectName;
  webhook_url: string | null;
  webhook_stopped_at: Date | null;
  kind: JobKind;
  endpoint: string;
  state: JobState;
  spec: StoredSpec;
  total: number;
  chunk: number;
  lanes: number;
  succeeded: number;
  failed: number;
  charged: number;
  skipped: number;
  items: number;
  stats: Record<string, unknown> | null;
  crawl_notes: CrawlNotes | null;
  reserved_month: number;
  reserved_prepaid: number;
  reserved_in: string;
  reason: string | null;
  request_hash: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  deadline_at: Date;
  expires_at: Date | null;
}

export function toJob(row: JobRow): Job {
  return {
    id: row.id,
    accountId: row.account_id,
    dialect: row.dialect,
    webhookUrl: row.webhook_url,
    kind: row.kind,
    endpoint: row.endpoint,
    state: row.state,
    spec: readSpec(row.kind, row.spec),
    total: row.total,
    chunk: row.chunk,
    lanes: row.lanes,
    succeeded: row.succeeded,
    failed: row.failed,
    charged: row.charged,
    skipped: row.skipped,
    items: row.items,
    stats: row.stats,
    notes: row.crawl_notes,
    reserved: { month: row.reserved_month, prepaid: row.reserved_prepaid },
    reason: row.reason,
    requestHash: row.request_hash,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    deadlineAt: row.deadline_at,
    expiresAt: row.expires_at,
  };
}
