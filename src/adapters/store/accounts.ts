/** Accounts, their keys and counters. */

import { sql, type RawBuilder } from 'kysely';
import { minuteOf, monthOf } from '../../core/calendar.js';
import type { Account, ApiKey, Caller, LedgerEntry, Usage } from '../../core/account.js';
import type { Accounts } from '../../ports/store/accounts.js';
import type { Database } from './connection.js';
import { writeTopup } from './ledger.js';
import {
  toAccount,
  toKey,
  toLedgerEntry,
  toUsage,
  type AccountRow,
  type KeyRow,
  type LedgerRow,
} from './rows.js';

export function createAccounts(db: Database): Accounts {
  return {
    create: (account, now) =>
      db.transaction().execute(async (tx) => {
        await sql`insert into accounts (id, name, plan, monthly_quota, requests_per_minute, suspended, prepaid_balance,
            webhook_secret, created_at)
          values (${account.id}, ${account.name}, ${account.plan}, ${account.monthlyQuota},
            ${account.requestsPerMinute}, ${account.suspended}, 0, ${account.webhookSecret}, ${now})`.execute(
          tx,
        );
        await writeTopup(tx, account.id, account.prepaidBalance, now);
      }),

    get: (id) => getAccount(db, id),

    list: async () => {
      const { rows } = await sql<AccountRow>`select * from accounts order by created_at, id`.execute(db);
      return rows.map(toAccount);
    },

    count: async () => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from accounts`.execute(db);
      return rows[0]?.n ?? 0;
    },

    update: (id, patch, now) =>
      db.transaction().execute(async (tx) => {
        const { rows } = await sql<AccountRow>`select * from accounts where id = ${id} for update`.execute(
          tx,
        );
        if (rows[0] === undefined) return null;
        const next = { ...toAccount(rows[0]), ...patch };
        await sql`update accounts set plan = ${next.plan}, monthly_quota = ${next.monthlyQuota},
            requests_per_minute = ${next.requestsPerMinute}, suspended = ${next.suspended}
          where id = ${id}`.execute(tx);
        await writeTopup(tx, id, patch.addPrepaid ?? 0, now);
        return getAccount(tx, id);
      }),

    setWebhookSecret: async (id, secret) => {
      const { rows } = await sql<AccountRow>`
        update accounts set webhook_secret = ${secret} where id = ${id} returning *`.execute(db);
      return rows[0] === undefined ? null : toAccount(rows[0]);
    },

    usage: async (id, now): Promise<Usage> => {
      const { rows } = await sql<AccountRow & { month_used: number | null }>`
        select a.*, m.used as month_used from accounts a
        left join account_months m on m.account_id = a.id and m.month = ${monthOf(now)}
        where a.id = ${id}`.execute(db);
      if (rows[0] === undefined)
        return { month: monthOf(now), monthUsed: 0, minute: minuteOf(now), minuteUsed: 0 };
      return toUsage(rows[0], now);
    },

    ledger: async (id): Promise<LedgerEntry[]> => {
      const { rows } = await sql<LedgerRow>`
        select id, at, kind, source, units, job_id from ledger_entries where account_id = ${id} order by id`.execute(
        db,
      );
      return rows.map(toLedgerEntry);
    },

    addKey: (key, keyHash, cap) =>
      db.transaction().execute(async (tx) => {
        // The account's row is the lock that makes the cap hold under concurrent calls.
        await sql`select id from accounts where id = ${key.accountId} for update`.execute(tx);
        const { rows } = await sql<{ n: number }>`select count(*) as n from api_keys
          where account_id = ${key.accountId} and revoked_at is null`.execute(tx);
        if (cap !== null && (rows[0]?.n ?? 0) >= cap) return false;
        const schema = key.schema === null ? null : JSON.stringify(key.schema);
        await sql`insert into api_keys (id, account_id, type, key_hash, prefix, last_four, schema, created_at)
          values (${key.id}, ${key.accountId}, ${key.type}, ${keyHash}, ${key.prefix}, ${key.lastFour},
            ${schema}, ${key.createdAt})`.execute(tx);
        return true;
      }),

    keys: async (accountId): Promise<ApiKey[]> => {
      const { rows } = await sql<KeyRow>`select * from api_keys where account_id = ${accountId}
        order by created_at, id`.execute(db);
      return rows.map(toKey);
    },

    revokeKey: async (id, now) => {
      const { numAffectedRows } = await sql`update api_keys set revoked_at = ${now}
        where id = ${id} and revoked_at is null`.execute(db);
      return (numAffectedRows ?? 0n) > 0n;
    },

    authenticate: (keyHash, now) => callerWhere(db, sql`k.key_hash = ${keyHash}`, now),
    holder: (keyId, now) => callerWhere(db, sql`k.id = ${keyId}`, now),
  };
}

async function callerWhere(db: Database, condition: RawBuilder<unknown>, now: Date): Promise<Caller | null> {
  const { rows } = await sql<AccountRow & { month_used: number | null; key: KeyRow }>`
    select a.*, m.used as month_used, row_to_json(k) as key
    from api_keys k join accounts a on a.id = k.account_id
    left join account_months m on m.account_id = a.id and m.month = ${monthOf(now)}
    where ${condition} and k.revoked_at is null`.execute(db);
  const row = rows[0];
  return row === undefined
    ? null
    : { key: toKey(row.key), account: toAccount(row), usage: toUsage(row, now) };
}

async function getAccount(db: Database, id: string): Promise<Account | null> {
  const { rows } = await sql<AccountRow>`select * from accounts where id = ${id}`.execute(db);
  return rows[0] === undefined ? null : toAccount(rows[0]);
}
