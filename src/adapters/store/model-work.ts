/** Pages that wait for a vendor's batch: their questions, and the batches that ask them. */

import { sql } from 'kysely';
import { storableJson } from './storable-json.js';
import type { PartialPage } from '../../core/page-outcome.js';
import { exchangeOf, type ParkedPage, type StoredExchange } from '../../core/stored-page.js';
import type { ModelBatch, ModelWork } from '../../ports/store/model-work.js';
import type { Question } from '../../core/model/question.js';
import type { Database, Tx } from './connection.js';
import { toRows } from './outcome-rows.js';

interface QuestionRow {
  page_no: number;
  url: string;
  question: Question;
  result: { partial: PartialPage } & StoredExchange;
}

interface BatchRow {
  batch_no: number;
  requests: number;
  tried_at: Date | null;
  vendor_id: string | null;
  ended: boolean;
}

const toParked = (row: QuestionRow): ParkedPage => ({
  pageNo: row.page_no,
  url: row.url,
  question: row.question,
  partial: row.result.partial,
  exchange: exchangeOf(row.result),
});

const toBatch = (row: BatchRow): ModelBatch => ({
  batchNo: row.batch_no,
  requests: row.requests,
  triedAt: row.tried_at,
  vendorId: row.vendor_id,
  ended: row.ended,
});

/** With the commit that parks the page: a parked page has its question, and a page that had an outcome already has none. */
export async function putQuestions(
  tx: Tx,
  questions: readonly { jobId: string; pageNo: number; question: Question }[],
): Promise<void> {
  const rows = storableJson(
    questions.map(({ jobId, pageNo, question }) => ({ job_id: jobId, page_no: pageNo, question })),
  );
  await sql`insert into model_questions (job_id, page_no, question)
    select job_id, page_no, question
    from json_to_recordset(${rows}::json) as t(job_id text, page_no integer, question json)
    where exists (select 1 from pages p
      where p.job_id = t.job_id and p.page_no = t.page_no and p.state = 'parked')
    on conflict (job_id, page_no) do nothing`.execute(tx);
}

export function createModelWork(db: Database): ModelWork {
  return {
    parked: async (jobId, afterPageNo, limit, batchNo) => {
      const { rows } = await sql<QuestionRow>`
        select q.page_no, p.url, q.question, p.result
        from model_questions q join pages p on p.job_id = q.job_id and p.page_no = q.page_no
        where q.job_id = ${jobId} and q.page_no > ${afterPageNo} and p.state = 'parked'
          and (${batchNo}::integer is null or q.batch_no = ${batchNo})
        order by q.page_no limit ${limit}`.execute(db);
      return rows.map(toParked);
    },

    parkedAt: async (jobId, pageNos) => {
      const { rows } = await sql<QuestionRow>`
        select q.page_no, p.url, q.question, p.result
        from model_questions q join pages p on p.job_id = q.job_id and p.page_no = q.page_no
        where q.job_id = ${jobId} and p.state = 'parked'
          and q.page_no in (select value::integer from json_array_elements_text(${JSON.stringify(pageNos)}::json))`.execute(
        db,
      );
      return rows.map(toParked);
    },

    answer: async (outcomes, now) => {
      const { rows } = await sql<{ page_no: number }>`
        select answer_pages as page_no from answer_pages(${storableJson(toRows(outcomes))}, ${now})`.execute(
        db,
      );
      return new Set(rows.map((row) => row.page_no));
    },

    plan: (jobId, most) =>
      db.transaction().execute(async (tx) => {
        await sql`select 1 from jobs where id = ${jobId} for update`.execute(tx);
        const last = await sql<{ n: number }>`
          select coalesce(max(batch_no), 0) as n from model_batches where job_id = ${jobId}`.execute(tx);
        let batchNo = (last.rows[0]?.n ?? 0) + 1;
        const { rows } = await sql<{ page_no: number; chars: number }>`
          select page_no, length(question::text) as chars from model_questions
          where job_id = ${jobId} and batch_no is null order by page_no`.execute(tx);
        for (let from = 0; from < rows.length; batchNo += 1) {
          let chars = 0;
          let to = from;
          while (to < rows.length && to - from < most.requests && (to === from || chars < most.chars))
            chars += rows[to++]?.chars ?? 0;
          await sql`insert into model_batches (job_id, batch_no, requests)
            values (${jobId}, ${batchNo}, ${to - from})`.execute(tx);
          await sql`update model_questions set batch_no = ${batchNo} where job_id = ${jobId} and batch_no is null
            and page_no between ${rows[from]?.page_no ?? 0} and ${rows[to - 1]?.page_no ?? 0}`.execute(tx);
          from = to;
        }
      }),

    batches: async (jobId) => {
      const { rows } =
        await sql<BatchRow>`select batch_no, requests, tried_at, vendor_id, ended from model_batches
        where job_id = ${jobId} order by batch_no`.execute(db);
      return rows.map(toBatch);
    },

    note: async (jobId, batchNo, { triedAt, vendorId, ended }) => {
      await sql`update model_batches set tried_at = coalesce(tried_at, ${triedAt ?? null}),
          vendor_id = coalesce(vendor_id, ${vendorId ?? null}), ended = ended or ${ended === true}
        where job_id = ${jobId} and batch_no = ${batchNo}`.execute(db);
    },

    vendorIds: async () => {
      const { rows } = await sql<{ vendor_id: string }>`
        select vendor_id from model_batches where vendor_id is not null`.execute(db);
      return new Set(rows.map((row) => row.vendor_id));
    },

    abandoned: async () => {
      const { rows } = await sql<{ job_id: string }>`
        select distinct b.job_id from model_batches b join jobs j on j.id = b.job_id
        where not b.ended and b.tried_at is not null and j.state in ('completed', 'cancelled', 'failed')
        limit 100`.execute(db);
      return rows.map((row) => row.job_id);
    },

    prune: async () => {
      await sql`delete from model_questions where job_id in (select j.id from jobs j
        where j.id in (select distinct job_id from model_questions)
          and j.state in ('completed', 'cancelled', 'failed'))`.execute(db);
    },
  };
}
