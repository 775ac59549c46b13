/** What jobs take of the model: tokens of their budget, and slots of the deployment. */

import { sql } from 'kysely';
import type { ModelBudget } from '../../ports/store/model-budget.js';
import type { Database } from './connection.js';

/** Any number that nothing else locks. */
const SLOTS_LOCK = 7_410_226;

export function createModelBudget(db: Database): ModelBudget {
  return {
    reserveTokens: async (jobId, tokens, most) => {
      const { rows } = await sql`
        insert into model_usage as u (job_id, tokens) select ${jobId}, ${tokens} where ${tokens}::bigint <= ${most}
        on conflict (job_id) do update set tokens = u.tokens + excluded.tokens
        where u.tokens + excluded.tokens <= ${most}
        returning 1`.execute(db);
      return rows.length > 0;
    },

    addTokens: async (jobId, tokens) => {
      await sql`update model_usage set tokens = tokens + ${tokens} where job_id = ${jobId}`.execute(db);
    },

    takeSlot: ({ id, accountId, until }, { all, perAccount }, now) =>
      db.transaction().execute(async (tx) => {
        // Those who count take turns, so that the limits are exact.
        await sql`select pg_advisory_xact_lock(${SLOTS_LOCK})`.execute(tx);
        await sql`delete from model_slots where until <= ${now}`.execute(tx);
        const { rows } = await sql`
          insert into model_slots (id, account_id, until) select ${id}, ${accountId}, ${until}
          where (select count(*) from model_slots) < ${all}
            and (select count(*) from model_slots where account_id = ${accountId}) < ${perAccount}
          returning 1`.execute(tx);
        return rows.length > 0;
      }),

    giveSlot: async (id) => {
      await sql`delete from model_slots where id = ${id}`.execute(db);
    },
  };
}
