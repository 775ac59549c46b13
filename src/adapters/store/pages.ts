/** Pages of a job: what is still to run, storing outcomes with their charges, reading results. */

import { sql } from 'kysely';
import type { Failure } from '../../core/failure.js';
import type { StoredPage, UnreadPage, WaitingPage } from '../../core/stored-page.js';
import type { PageOutcome } from '../../core/page-outcome.js';
import type { Standing } from '../../ports/store/holds.js';
import type { Pages } from '../../ports/store/pages.js';
import type { Database } from './connection.js';
import { checkHolds, holdsJson, holdsOf, toStanding, type StandingRow } from './holds.js';
import { toRows } from './outcome-rows.js';
import { putQuestions } from './model-work.js';
import type { Seal } from './seal.js';
import { changesCookies, keepCookies } from './session-cookies.js';
import { storableJson } from './storable-json.js';

export function createPages(db: Database, seal: Seal): Pages {
  const pages: Pages = {
    waiting: async (jobId, from, to) => {
      const { rows } = await sql<{ page_no: number; url: string; depth: number }>`
        select page_no, url, depth from pages
        where job_id = ${jobId} and page_no >= ${from} and page_no < ${to} and state = 'waiting'
        order by page_no`.execute(db);
      return rows.map((row): WaitingPage => ({
        pageNo: row.page_no,
        url: row.url,
        depth: row.depth,
      }));
    },

    countCrash: async (jobId, pageNo) => {
      const { rows } = await sql<{ crashes: number }>`update pages set crashes = crashes + 1
        where job_id = ${jobId} and page_no = ${pageNo} returning crashes`.execute(db);
      return rows[0]?.crashes ?? 0;
    },

    uncountCrash: async (jobId, pageNo) => {
      await sql`update pages set crashes = crashes - 1
        where job_id = ${jobId} and page_no = ${pageNo} and crashes > 0`.execute(db);
    },

    countRetry: async (jobId, pageNo) => {
      const { rows } = await sql<{ retries: number }>`update pages set retries = retries + 1
        where job_id = ${jobId} and page_no = ${pageNo} returning retries`.execute(db);
      return rows[0]?.retries ?? 0;
    },

    commit: async (outcomes, now) => {
      const standings = await tryCommit(db, seal, outcomes, now);
      const lost = standings.filter(({ isLost }) => isLost);
      if (lost.length === 0) return standings;
      const rest = outcomes.filter(
        ({ jobId, hold }) =>
          !lost.some(
            (one) =>
              one.jobId === jobId && one.hold.chunk === hold?.chunk && one.hold.attempt === hold.attempt,
          ),
      );
      // Another one may be lost by now: then it is left out as well.
      return [...lost, ...(rest.length === 0 ? [] : await pages.commit(rest, now))];
    },

    read: async (jobId, afterPageNo, limit, finishedOnly) => {
      const { rows } = await sql<StoredRow>`
        select page_no, url, case when state = 'parked' then null else result end as result from pages
        where job_id = ${jobId} and page_no > ${afterPageNo} and (state in ('done', 'failed')
          or (state in ('waiting', 'parked') and not ${finishedOnly}::boolean))
        order by page_no limit ${limit}`.execute(db);
      return rows.map(toStoredPage);
    },

    readDocuments: async (jobId, skip, limit) => {
      const { rows } = await sql<StoredRow>`select page_no, url, result from pages
        where job_id = ${jobId} and document_no > ${skip} order by document_no limit ${limit}`.execute(db);
      return rows.map(toStoredPage);
    },

    readUnread: async (jobId, limit) => {
      const { rows } = await sql<{
        page_no: number;
        url: string;
        finished_at: Date;
        failure: Failure | null;
      }>`
        select page_no, url, finished_at, result->'failure' as failure from (
          (select * from pages where job_id = ${jobId} and state = 'failed' order by finished_at, page_no limit ${limit})
          union all
          (select * from pages where job_id = ${jobId} and state = 'skipped' and result->>'reason' = 'robots'
            order by finished_at, page_no limit ${limit})
        ) as unread order by finished_at, page_no`.execute(db);
      return rows.map((row): UnreadPage => ({
        pageNo: row.page_no,
        url: row.url,
        endedAt: row.finished_at,
        failure: row.failure,
      }));
    },
  };
  return pages;
}

interface StoredRow {
  readonly page_no: number;
  readonly url: string;
  readonly result: StoredPage['result'];
}

function toStoredPage({ page_no: pageNo, url, result }: StoredRow): StoredPage {
  return { pageNo, url, result };
}

/** Stores all of them, or nothing when an attempt that brings any has lost its chunk. */
async function tryCommit(
  db: Database,
  seal: Seal,
  outcomes: readonly PageOutcome[],
  now: Date,
): Promise<Standing[]> {
  // One page's odd text must not fail the group.
  const rows = storableJson(toRows(outcomes));
  const holds = holdsOf(outcomes);
  const questions = outcomes.flatMap(({ jobId, pageNo, result }) =>
    result.status === 'parked' ? [{ jobId, pageNo, question: result.question }] : [],
  );
  const hasCookies = changesCookies(outcomes);
  if (questions.length === 0 && !hasCookies) {
    const committed = await sql<StandingRow>`
      select * from commit_outcomes(${rows}, ${holdsJson(holds)}, ${now})`.execute(db);
    return committed.rows.map(toStanding);
  }
  return db.transaction().execute(async (tx) => {
    const standings = await checkHolds(tx, holds);
    if (standings.some(({ isLost }) => isLost)) return standings;
    if (hasCookies) await keepCookies(tx, outcomes, seal);
    await sql`select commit_pages(${rows}, ${now})`.execute(tx);
    if (questions.length > 0) await putQuestions(tx, questions);
    return standings;
  });
}
