/** Schedules of spiders. `applied` is the version that Temporal was last given. */

import { sql } from 'kysely';
import type { ScheduleOfSpider } from '../../core/schedule/schedule.js';
import type { Schedules } from '../../ports/store/schedules.js';
import type { Database, Tx } from './connection.js';

/** From one minute on, twice as long after each failure, up to about an hour. */
const FIRST_RETRY_MS = 60_000;
const MOST_DOUBLINGS = 6;

interface ScheduleRow {
  id: string;
  account_id: string;
  spider_id: string;
  spider_name: string;
  cron_expression: string;
  timezone: string;
  enabled: boolean;
  created_at: Date;
  version: number;
}

export function createSchedules(db: Database): Schedules {
  const read = async (
    from: Database | Tx,
    accountId: string,
    id: string,
  ): Promise<ScheduleOfSpider | null> => {
    const { rows } = await sql<ScheduleRow>`select s.*, p.name as spider_name
      from schedules s join spiders p on p.id = s.spider_id
      where s.id = ${id} and s.account_id = ${accountId}`.execute(from);
    return rows[0] === undefined ? null : toSchedule(rows[0]);
  };

  return {
    create: async (schedule) => {
      const { numAffectedRows } = await sql`
        insert into schedules (id, account_id, spider_id, cron_expression, timezone, enabled, created_at)
        select ${schedule.id}, account_id, id, ${schedule.cronExpression}, ${schedule.timezone},
          ${schedule.enabled}, ${schedule.createdAt}
        from spiders where id = ${schedule.spiderId} and account_id = ${schedule.accountId}`.execute(db);
      return (numAffectedRows ?? 0n) > 0n;
    },

    get: (accountId, id) => read(db, accountId, id),

    list: async (accountId) => {
      const { rows } = await sql<ScheduleRow>`select s.*, p.name as spider_name
        from schedules s join spiders p on p.id = s.spider_id
        where s.account_id = ${accountId} order by s.created_at desc, s.id desc`.execute(db);
      return rows.map(toSchedule);
    },

    update: (accountId, id, patch) =>
      db.transaction().execute(async (tx) => {
        await sql`select id from schedules where id = ${id} for update`.execute(tx);
        const current = await read(tx, accountId, id);
        if (current === null) return 'unknown';
        const next = { ...current, ...patch };
        const { numAffectedRows } = await sql`
          update schedules set spider_id = p.id, cron_expression = ${next.cronExpression},
            timezone = ${next.timezone}, enabled = ${next.enabled}, version = version + 1, failures = 0,
            retry_at = null
          from spiders p
          where schedules.id = ${id} and p.id = ${next.spiderId} and p.account_id = ${accountId}`.execute(tx);
        if ((numAffectedRows ?? 0n) === 0n) return 'unknown_spider';
        return (await read(tx, accountId, id)) ?? 'unknown';
      }),

    remove: async (accountId, id) => {
      const { numAffectedRows } = await sql`delete from schedules
        where id = ${id} and account_id = ${accountId}`.execute(db);
      return (numAffectedRows ?? 0n) > 0n;
    },

    ofSpider: async (spiderId) => {
      const { rows } = await sql<{
        id: string;
      }>`select id from schedules where spider_id = ${spiderId}`.execute(db);
      return rows.map(({ id }) => id);
    },

    find: async (id) => {
      const { rows } = await sql<ScheduleRow>`select * from schedules where id = ${id}`.execute(db);
      return rows[0] === undefined ? null : toSchedule(rows[0]);
    },

    ...createApplication(db),

    restore: async (previous, version) => {
      await sql`update schedules set spider_id = ${previous.spiderId},
        cron_expression = ${previous.cronExpression}, timezone = ${previous.timezone},
        enabled = ${previous.enabled}, version = ${previous.version}
        where id = ${previous.id} and version = ${version}`.execute(db);
    },

    disable: async (id, version) => {
      await sql`update schedules set enabled = false, applied = version
        where id = ${id} and version = ${version}`.execute(db);
    },
  };
}

/** What Temporal has of the schedules, and what it is to be given. */
function createApplication(
  db: Database,
): Pick<Schedules, 'noteApplied' | 'unapplied' | 'applied' | 'noteLacking' | 'noteFailed'> {
  return {
    noteApplied: async (id, version, renewAt, zoneData) => {
      const { rows } = await sql<ScheduleRow>`
        update schedules set applied = greatest(applied, ${version}::integer), renew_at = ${renewAt},
          zone_data = ${zoneData}, failures = 0, retry_at = null
        where id = ${id} returning *`.execute(db);
      return rows[0] === undefined ? null : toSchedule(rows[0]);
    },

    unapplied: async (now, zoneData, limit) => {
      const { rows } = await sql<ScheduleRow>`select * from schedules
        where (applied < version or renew_at <= ${now}
            or (renew_at is not null and zone_data collate "C" < ${zoneData}))
          and (retry_at is null or retry_at <= ${now})
        order by retry_at nulls first, applied < version desc, id limit ${limit}`.execute(db);
      return rows.map(toSchedule);
    },

    applied: async () => {
      const { rows } =
        await sql<ScheduleRow>`select * from schedules where enabled and applied >= version`.execute(db);
      return rows.map(toSchedule);
    },

    noteLacking: async (ids) => {
      await sql`update schedules set applied = 0
        where id in (select json_array_elements_text(${JSON.stringify(ids)}::json))`.execute(db);
    },

    noteFailed: async (id, version, now) => {
      await sql`update schedules set failures = least(failures + 1, ${MOST_DOUBLINGS}::integer),
          retry_at = ${now}::timestamptz + ${FIRST_RETRY_MS}::integer * interval '1 millisecond' * 2 ^ failures
        where id = ${id} and version = ${version}`.execute(db);
    },
  };
}

function toSchedule(row: ScheduleRow): ScheduleOfSpider {
  return {
    id: row.id,
    accountId: row.account_id,
    spiderId: row.spider_id,
    spiderName: row.spider_name,
    cronExpression: row.cron_expression,
    timezone: row.timezone,
    enabled: row.enabled,
    createdAt: row.created_at,
    version: row.version,
  };
}
