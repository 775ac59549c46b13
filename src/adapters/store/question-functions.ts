/** The statements for parked pages that live in the database: see functions.ts. */

export const QUESTION_FUNCTIONS: readonly string[] = [
  // Stores the outcomes of parked pages with their charges, and tells which of them were parked still: see commit_pages.
  `create function answer_pages(outcomes json, at timestamptz) returns setof integer language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off as $$
  declare
    job text;
    o record;
  begin
    for job in
      select distinct job_id from json_to_recordset(outcomes) as t(job_id text) order by 1
    loop
      perform 1 from jobs where id = job and state in ('queued', 'running', 'cancelling') for update;
      continue when not found;
      for o in
        select * from json_to_recordset(outcomes) as t(job_id text, page_no integer, state text, charge smallint, result json)
        where t.job_id = job
      loop
        update pages set state = o.state, charge = o.charge, result = o.result, finished_at = at
        where job_id = job and page_no = o.page_no and state = 'parked';
        continue when not found;
        delete from model_questions where job_id = job and page_no = o.page_no;
        update jobs set succeeded = succeeded + (o.state = 'done')::integer,
          failed = failed + (o.state = 'failed')::integer, charged = charged + o.charge
        where id = job;
        return next o.page_no;
      end loop;
    end loop;
  end $$`,
];
