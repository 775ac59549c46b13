/** Spiders of accounts. */

import { sql } from 'kysely';
import type { SpiderSettings, Spider } from '../../core/spider.js';
import type { Spiders } from '../../ports/store/spiders.js';
import type { Database, Tx } from './connection.js';

interface SpiderRow {
  id: string;
  account_id: string;
  name: string;
  repo_path: string;
  description: string;
  settings: SpiderSettings;
  repo_id: string | null;
  created_at: Date;
}

export function createSpiders(db: Database): Spiders {
  const one = (rows: readonly SpiderRow[]): Spider | null =>
    rows[0] === undefined ? null : toSpider(rows[0]);

  return {
    create: async (spider) => {
      const { numAffectedRows } = await sql`
        insert into spiders (id, account_id, name, repo_path, description, settings, repo_id, created_at)
        values (${spider.id}, ${spider.accountId}, ${spider.name}, ${spider.repoPath}, ${spider.description},
          ${JSON.stringify(spider.settings)}, ${spider.repoId}, ${spider.createdAt})
        on conflict (account_id, name) do nothing`.execute(db);
      return (numAffectedRows ?? 0n) > 0n;
    },

    get: async (accountId, id) => {
      const { rows } = await sql<SpiderRow>`select * from spiders
        where id = ${id} and account_id = ${accountId}`.execute(db);
      return one(rows);
    },

    byName: async (accountId, name) => {
      const { rows } = await sql<SpiderRow>`select * from spiders
        where account_id = ${accountId} and name = ${name}`.execute(db);
      return one(rows);
    },

    list: async (accountId, nameContains, limit) => {
      const { rows } = await sql<SpiderRow>`select * from spiders
        where account_id = ${accountId}
          and (${nameContains}::text is null or position(lower(${nameContains}) in lower(name)) > 0)
        order by created_at desc, id desc limit ${limit}`.execute(db);
      return rows.map(toSpider);
    },

    update: (accountId, id, patch) =>
      db.transaction().execute(async (tx) => {
        await lockAccount(tx, accountId);
        const { rows } = await sql<SpiderRow>`select * from spiders
          where id = ${id} and account_id = ${accountId}`.execute(tx);
        const current = one(rows);
        if (current === null) return 'unknown';
        const next = { ...current, ...patch };
        const taken = await sql`select 1 from spiders
          where account_id = ${accountId} and name = ${next.name} and id <> ${id}`.execute(tx);
        if (taken.rows.length > 0) return 'name_taken';
        await sql`update spiders set name = ${next.name}, repo_path = ${next.repoPath},
            description = ${next.description}, settings = ${JSON.stringify(next.settings)}, repo_id = ${next.repoId}
          where id = ${id}`.execute(tx);
        return next;
      }),

    remove: (accountId, id) =>
      db.transaction().execute(async (tx) => {
        await lockAccount(tx, accountId);
        const busy = await sql`select 1 from jobs where account_id = ${accountId} and spider_id = ${id}
          and state in ('queued', 'running', 'cancelling') limit 1`.execute(tx);
        if (busy.rows.length > 0) return 'busy';
        const { numAffectedRows } = await sql`delete from spiders
          where id = ${id} and account_id = ${accountId}`.execute(tx);
        return (numAffectedRows ?? 0n) > 0n ? 'removed' : 'unknown';
      }),
  };
}

/** Accepting a job and creating a spider wait for the same row: none comes between a look and a write. */
async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await sql`select id from accounts where id = ${accountId} for update`.execute(tx);
}

function toSpider(row: SpiderRow): Spider {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    repoPath: row.repo_path,
    description: row.description,
    settings: row.settings,
    repoId: row.repo_id,
    createdAt: row.created_at,
  };
}
