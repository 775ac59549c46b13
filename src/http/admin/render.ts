/** Accounts, keys and ledger entries as the admin API shows them. */

import type { z } from 'zod';
import { monthEnd } from '../../core/calendar.js';
import { minuteLimit, monthlyLimit } from '../../core/plans.js';
import type { Account, ApiKey, LedgerEntry, Usage } from '../../core/account.js';
import type { accountAnswer, keysAnswer, ledgerAnswer } from './schemas.js';

export function renderAccount(account: Account, usage: Usage): z.infer<typeof accountAnswer> {
  const limit = monthlyLimit(account.plan, account);
  return {
    id: account.id,
    name: account.name,
    plan: account.plan,
    suspended: account.suspended,
    monthly: {
      limit,
      used: usage.monthUsed,
      remaining: limit === null ? null : Math.max(0, limit - usage.monthUsed),
      resets_at: monthEnd(usage.month).toISOString(),
    },
    requests_per_minute: minuteLimit(account.plan, account),
    prepaid_balance: account.prepaidBalance,
    webhook_secret: account.webhookSecret,
    created_at: account.createdAt.toISOString(),
  };
}

export function renderLedger(entries: readonly LedgerEntry[]): z.infer<typeof ledgerAnswer> {
  return {
    entries: entries.map(({ id, at, kind, source, units, jobId }) => ({
      id,
      at: at.toISOString(),
      kind,
      source,
      units,
      job_id: jobId,
    })),
  };
}

export function renderKeys(keys: readonly ApiKey[]): z.infer<typeof keysAnswer> {
  return {
    keys: keys.map((key) => ({
      id: key.id,
      type: key.type,
      prefix: key.prefix,
      masked: `...${key.lastFour}`,
      created_at: key.createdAt.toISOString(),
      revoked_at: key.revokedAt?.toISOString() ?? null,
    })),
  };
}
