/** The frontier of crawls: leasing, giving back, adding. The functions are in sql/functions. */

import { sql } from 'kysely';
import type { PageRequest } from '../../core/spider.js';
import type { WaitingPage } from '../../core/stored-page.js';
import { AttemptLost } from '../../ports/attempt-lost.js';
import type { Frontier } from '../../ports/store/frontier.js';
import type { Database } from './connection.js';
import { whileHeld } from './holds.js';

interface LeasedRow {
  page_no: number;
  url: string;
  depth: number;
  request: PageRequest | null;
}

const toPage = (row: LeasedRow): WaitingPage => ({
  pageNo: row.page_no,
  url: row.url,
  depth: row.depth,
  request: row.request,
});

export function createFrontier(db: Database): Frontier {
  return {
    held: async (jobId, chunk) => {
      const { rows } = await sql<LeasedRow>`select page_no, url, depth, request from pages
        where job_id = ${jobId} and lease = ${chunk} and state = 'waiting' order by depth, page_no`.execute(
        db,
      );
      return rows.map(toPage);
    },
    lease: async (jobId, { chunk, attempt }, most) => {
      const { rows } = await whileHeld(
        sql<LeasedRow>`select * from lease_held(${jobId}, ${chunk}, ${attempt}, ${most})`.execute(db),
      );
      return rows.map(toPage);
    },
    release: async (jobId, { chunk, attempt }) => {
      try {
        await whileHeld(sql`select release_held(${jobId}, ${chunk}, ${attempt})`.execute(db));
      } catch (error) {
        if (!(error instanceof AttemptLost)) throw error;
      }
    },
    releaseAll: async (jobId) => {
      await sql`select release_pages(${jobId}, null)`.execute(db);
    },
    add: async (jobId, links, depth) => {
      await sql`select add_links(${jobId}, ${JSON.stringify(links)}, ${depth})`.execute(db);
    },
    hasWork: async (jobId) => {
      const { rows } = await sql<{ work: boolean }>`select has_work(${jobId}) as work`.execute(db);
      return rows[0]?.work ?? false;
    },
    hasUnfinished: async (jobId) => {
      const { rows } = await sql<{ left: boolean }>`select has_work(${jobId}) or exists (select 1 from pages
          where job_id = ${jobId} and state = 'waiting' and lease is not null)
        or exists (select 1 from model_questions where job_id = ${jobId}) as left`.execute(db);
      return rows[0]?.left ?? false;
    },
    neverFilled: async (jobId) => {
      const { rows } = await sql`select 1 from pages where job_id = ${jobId} limit 1`.execute(db);
      return rows.length === 0;
    },
    noteSitemaps: async (jobId, notes) => {
      await sql`update jobs set crawl_notes = json_build_object(
          'counts', coalesce(crawl_notes->'counts', '{}'), 'firsts', coalesce(crawl_notes->'firsts', '{}'),
          'beyond', coalesce(crawl_notes->'beyond', '[]'), 'sitemaps', ${JSON.stringify(notes)}::json)
        where id = ${jobId} and state in ('queued', 'running')`.execute(db);
    },
    unknownOf: async (jobId, urls) => {
      const { rows } = await sql<{ url: string }>`select url
        from json_array_elements_text(${JSON.stringify(urls)}::json) with ordinality as t(url, n)
        where not exists (select 1 from pages p where p.job_id = ${jobId} and p.url_key = t.url) order by n`.execute(
        db,
      );
      return rows.map(({ url }) => url);
    },
    duplicates: async (jobId, limit) => {
      const { rows } = await sql<{
        url: string;
        of: string;
      }>`select url, result->>'duplicateOf' as of from pages
        where job_id = ${jobId} and state = 'skipped' and result->>'reason' = 'duplicate'
        order by page_no limit ${limit}`.execute(db);
      return rows.map((row) => ({ url: row.url, duplicateOf: row.of }));
    },
    countWaiting: async (jobId) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from pages
        where job_id = ${jobId} and state in ('waiting', 'parked')`.execute(db);
      return rows[0]?.n ?? 0;
    },
  };
}
