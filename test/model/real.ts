/** The real store, on one database for all runs, with an account of its own for each; and what its tables hold. */

import { sql, type KyselyPlugin } from 'kysely';
import type { Database } from '../../src/adapters/store/connection.js';
import { createStore } from '../../src/adapters/store/index.js';
import type { Store } from '../../src/ports/store/index.js';

export interface Real {
  readonly db: Database;
  readonly accountId: string;
  readonly store: Store;
  /**
   * Does `act` with a store whose process dies before its `cut`th statement, or with one that lives when that is null.
   * False when it died: then nothing of it may be left.
   */
  attempt(cut: number | null, act: (store: Store) => Promise<void>): Promise<boolean>;
}

class Died extends Error {}

export function createReal(db: Database, accountId: string): Real {
  const store = createStore(db);
  return {
    db,
    accountId,
    store,
    attempt: async (cut, act) => {
      try {
        await act(cut === null ? store : createStore(db.withPlugin(dyingBefore(cut))));
        return true;
      } catch (error) {
        if (error instanceof Died) return false;
        throw error;
      }
    },
  };
}

function dyingBefore(statement: number): KyselyPlugin {
  let begun = 0;
  return {
    transformQuery: ({ node }) => {
      begun += 1;
      if (begun === statement) throw new Died();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

export interface JobRow {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly charged: number;
  readonly leased: number;
  readonly is_finished: boolean;
  readonly is_pruned: boolean;
}

export interface PageRow {
  readonly job_id: string;
  readonly page_no: number;
  readonly url: string;
  readonly state: string;
  readonly charge: number;
  readonly mark: string | null;
  readonly depth: number;
  readonly lease: string | null;
}

export interface Rows {
  readonly jobs: readonly JobRow[];
  readonly pages: readonly PageRow[];
  readonly ledger: readonly { kind: string; source: string; units: number; job_id: string | null }[];
  readonly used: readonly { month: string; used: number }[];
  readonly prepaid: number;
  readonly events: readonly { job_id: string; kind: string; page_no: number | null }[];
  readonly questions: readonly { job_id: string; page_no: number }[];
}

/** All rows of the account. */
export async function readRows({ db, accountId }: Real): Promise<Rows> {
  const mine = sql`job_id in (select id from jobs where account_id = ${accountId})`;
  const { rows } = await sql<Rows>`select
    (select coalesce(json_agg(j), '[]') from (select id, state, total, succeeded, failed, skipped, charged, leased,
      finished_at is not null as is_finished, pruned_at is not null as is_pruned
      from jobs where account_id = ${accountId}) j) as jobs,
    (select coalesce(json_agg(p), '[]') from (select job_id, page_no, url, state, charge, depth, lease,
      coalesce(result->'data'->>'mark', result->'partial'->'data'->>'mark', result->'failure'->>'message',
        result->>'why') as mark
      from pages where ${mine} and page_no >= 0 order by page_no) p) as pages,
    (select coalesce(json_agg(l), '[]') from (select kind, source, units, job_id
      from ledger_entries where account_id = ${accountId} order by id) l) as ledger,
    (select coalesce(json_agg(m), '[]') from (select month, used
      from account_months where account_id = ${accountId}) m) as used,
    (select prepaid_balance from accounts where id = ${accountId}) as prepaid,
    (select coalesce(json_agg(d), '[]') from (select job_id, kind, page_no
      from deliveries where account_id = ${accountId} order by page_no nulls last) d) as events,
    (select coalesce(json_agg(q), '[]') from (select job_id, page_no
      from model_questions where ${mine}) q) as questions`.execute(db);
  return rows[0] as Rows;
}
