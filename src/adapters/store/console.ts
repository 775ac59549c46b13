/** What the console reads: single statements, lists by keyset. */

import { sql, type RawBuilder } from 'kysely';
import type { JobView, PageFilter } from '../../core/job-view.js';
import type { StoredPage } from '../../core/stored-page.js';
import type { ConsoleReads, DayUse } from '../../ports/store/console.js';
import type { Database } from './connection.js';
import { toLedgerEntry, type LedgerRow } from './rows.js';

type JobViewRow = Omit<JobView, 'createdAt' | 'startedAt' | 'finishedAt'> & {
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

const SUBJECT = sql`coalesce(j.spec->'spider'->>'name',
  (select p.url from pages p where p.job_id = j.id and p.page_no = 0))`;
const COLUMNS = sql`j.id, j.dialect, j.kind, j.endpoint, j.state, j.spec->>'name' as name, ${SUBJECT} as subject, j.total,
  j.succeeded, j.failed, j.skipped, j.items, j.charged, j.reserved_month + j.reserved_prepaid as reserved,
  j.created_at, j.started_at, j.finished_at`;

export function createConsoleReads(db: Database): ConsoleReads {
  const views = async (condition: RawBuilder<unknown>): Promise<JobView[]> => {
    const { rows } = await sql<JobViewRow>`select ${COLUMNS} from jobs j ${condition}`.execute(db);
    return rows.map(toView);
  };
  return {
    jobs: (accountId, { standing, kind, dialect, text, since, before }, limit) =>
      views(sql`where j.account_id = ${accountId}
        and (${standing}::text is null or job_standing(j.state, j.succeeded, j.failed) = ${standing})
        and (${kind}::text is null or j.kind = ${kind})
        and (${dialect}::text is null or j.dialect = ${dialect})
        and (${since}::timestamptz is null or j.created_at >= ${since})
        and (${before?.createdAt ?? null}::timestamptz is null
          or (j.created_at, j.id) < (${before?.createdAt ?? null}::timestamptz, ${before?.id ?? ''}))
        and (${text}::text is null or j.id ilike ${like(text)} or j.spec->>'name' ilike ${like(text)}
          or ${SUBJECT} ilike ${like(text)})
        order by j.created_at desc, j.id desc limit ${limit}`),

    openJobs: (accountId, limit) =>
      views(sql`where j.account_id = ${accountId} and j.state in ('queued', 'running', 'cancelling')
        order by j.created_at desc, j.id desc limit ${limit}`),

    jobsById: async (accountId, ids) =>
      ids.length === 0
        ? []
        : views(sql`where j.account_id = ${accountId} and j.id in (${sql.join([...ids])})`),

    hasExtras: async (jobId) => {
      const { rows } = await sql<{ has: boolean }>`select
        (spec->'extras') is not null or (spec->'sealedExtras') is not null as has from jobs where id = ${jobId}`.execute(
        db,
      );
      return rows[0]?.has ?? false;
    },

    pages: async (jobId, filter, afterPageNo, limit) => {
      const { rows } = await sql<PageRow>`select page_no, url, ${RESULT} as result from pages
        where job_id = ${jobId} and page_no > ${afterPageNo} and ${shown(filter)}
        order by page_no limit ${limit}`.execute(db);
      return rows.map(toPage);
    },

    page: async (jobId, pageNo) => {
      const { rows } = await sql<PageRow & { finished_at: Date | null; crashes: number; retries: number }>`
        select page_no, url, ${RESULT} as result, finished_at, crashes, retries from pages
        where job_id = ${jobId} and page_no = ${pageNo} and ${shown({ outcome: null, text: null })}`.execute(
        db,
      );
      const row = rows[0];
      if (row === undefined) return null;
      return { ...toPage(row), finishedAt: row.finished_at, crashes: row.crashes, retries: row.retries };
    },

    urls: async (jobId, failedOnly, limit) => {
      const { rows } = await sql<{ url: string }>`select url from pages
        where job_id = ${jobId} and (not ${failedOnly}::boolean or state = 'failed')
        order by page_no limit ${limit}`.execute(db);
      return rows.map(({ url }) => url);
    },

    ...ledgerReads(db),
  };
}

function ledgerReads(db: Database): Pick<ConsoleReads, 'ledgerOfJob' | 'ledger' | 'usePerDay'> {
  return {
    // An entry's key begins with its job's id, and the keys have an index.
    ledgerOfJob: async (jobId) => {
      const keys = ['reserve:start', 'refund:settle'].flatMap((what) =>
        ['month', 'prepaid'].map((source) => `${jobId}:${what}:${source}`),
      );
      const { rows } = await sql<LedgerRow>`select id, at, kind, source, units, job_id from ledger_entries
        where entry_key in (${sql.join(keys)}) order by id`.execute(db);
      return rows.map(toLedgerEntry);
    },

    ledger: async (accountId, beforeId, limit) => {
      const { rows } = await sql<LedgerRow>`select id, at, kind, source, units, job_id from ledger_entries
        where account_id = ${accountId} and (${beforeId}::bigint is null or id < ${beforeId})
        order by id desc limit ${limit}`.execute(db);
      return rows.map(toLedgerEntry);
    },

    usePerDay: async (accountId, since) => {
      const { rows } = await sql<DayUse>`select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day,
          coalesce(sum(units) filter (where kind = 'reserve'), 0)::float8 as reserved,
          coalesce(sum(units) filter (where kind = 'refund'), 0)::float8 as refunded
        from ledger_entries where account_id = ${accountId} and at >= ${since} and kind <> 'topup'
        group by 1 order by 1`.execute(db);
      return rows;
    },
  };
}

interface PageRow {
  page_no: number;
  url: string;
  result: StoredPage['result'];
}

const RESULT = sql`case when state = 'parked' then null else result end`;

const STATES = { success: ['done'], error: ['failed'], waiting: ['waiting', 'parked'] } as const;

function shown({ outcome, text }: PageFilter): RawBuilder<unknown> {
  const states = outcome === null ? Object.values(STATES).flat() : STATES[outcome];
  return sql`state in (${sql.join([...states])}) and (${text}::text is null or url ilike ${like(text)})`;
}

/** The pattern that finds `text` anywhere, its own wildcards taken as they are. */
function like(text: string | null): string {
  return `%${(text ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
}

function toPage(row: PageRow): StoredPage {
  return { pageNo: row.page_no, url: row.url, result: row.result };
}

function toView({
  created_at: createdAt,
  started_at: startedAt,
  finished_at: finishedAt,
  ...rest
}: JobViewRow): JobView {
  return { ...rest, createdAt, startedAt, finishedAt };
}
