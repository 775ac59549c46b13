/** After each command: the tables hold what the model says, and the promises hold that need no model. */

import { strict as assert } from 'node:assert';
import {
  chargesOf,
  countOf,
  isFinal,
  placesOf,
  type Entry,
  type Model,
  type ModelJob,
  type ModelPage,
} from './model.js';
import { readRows, type JobRow, type PageRow, type Real, type Rows } from './real.js';

export async function check(model: Model, real: Real): Promise<void> {
  const rows = await readRows(real);
  const jobs = new Map(rows.jobs.map((row) => [row.id, row]));
  assert.deepEqual([...jobs.keys()].sort(), model.jobs.map(({ id }) => id).sort());
  for (const job of model.jobs) {
    const row = jobs.get(job.id) as JobRow;
    const pages = rows.pages.filter((page) => page.job_id === job.id);
    assert.deepEqual(jobFacts(row), expectedFacts(job), job.id);
    assertBounds(row);
    if (job.isExpiring) assertSome(pages, job);
    else assert.deepEqual(pages.map(pageFacts), [...job.pages].map(expectedPage), job.id);
    if (!job.isExpiring) assertCounts(row, pages);
    if (!job.isExpiring) assertEvents(rows, job);
    if (!isFinal(job.state)) assertQuestions(rows, job);
    if (!isFinal(job.state) && job.kind === 'crawl') assertPlaces(row, job);
    assertSettled(rows, row);
  }
  assertUnits(model, rows);
}

const jobFacts = (row: JobRow): unknown => ({
  state: row.state,
  succeeded: row.succeeded,
  failed: row.failed,
  skipped: row.skipped,
  charged: row.charged,
  isFinished: row.is_finished,
});

const expectedFacts = (job: ModelJob): unknown => ({
  state: job.state,
  succeeded: countOf(job, 'done'),
  failed: countOf(job, 'failed'),
  skipped: job.skipped,
  charged: isFinal(job.state) ? job.charged : chargesOf(job),
  isFinished: isFinal(job.state),
});

const pageFacts = ({ page_no, url, state, charge, mark, depth, lease }: PageRow): unknown => ({
  ...{ pageNo: page_no, url, state, charge, depth, lease },
  // Why a page was skipped is no result.
  mark: state === 'skipped' ? null : mark,
});

const expectedPage = ([pageNo, page]: [number, ModelPage]): unknown => {
  const { url, state, charge, mark, depth, lease } = page;
  return { pageNo, url, state, charge, depth, lease, mark: state === 'skipped' ? null : mark };
};

/** Of a job whose results are dropped step by step: no page that it did not have. */
function assertSome(pages: readonly PageRow[], job: ModelJob): void {
  for (const page of pages) {
    const known = job.pages.get(page.page_no);
    assert.ok(known);
    assert.deepEqual(pageFacts(page), expectedPage([page.page_no, known]));
  }
}

function assertBounds(row: JobRow): void {
  assert.ok(row.charged <= row.total, `${row.charged} of ${row.total} units are charged`);
  assert.ok(row.succeeded + row.failed <= row.total, 'more pages than were reserved');
}

/** The counters of the job are what its pages say. */
function assertCounts(row: JobRow, pages: readonly PageRow[]): void {
  const count = (state: string): number => pages.filter((page) => page.state === state).length;
  assert.deepEqual([row.succeeded, row.failed], [count('done'), count('failed')]);
  const charges = pages.reduce((sum, { charge }) => sum + charge, 0);
  // A cancelled extract is charged its one unit although its page did not run.
  if (!row.is_finished) assert.equal(row.charged, charges);
  assert.ok(row.charged >= charges);
}

/** A crawl leases no more than it has reserved, whatever becomes of its holders. */
function assertPlaces(row: JobRow, job: ModelJob): void {
  assert.equal(row.leased, placesOf(job), 'places that are taken');
  assert.ok(row.leased <= row.total, `${row.leased} places of ${row.total} are taken`);
}

/** One event for each page with an outcome, and one for the end of a job that was not cancelled. */
function assertEvents({ events }: Rows, job: ModelJob): void {
  const ended = [...job.pages].filter(([, { state }]) => state === 'done' || state === 'failed');
  const last = isFinal(job.state) && job.state !== 'cancelled' ? [null] : [];
  assert.deepEqual(
    events.filter(({ job_id }) => job_id === job.id).map(({ page_no }) => page_no),
    job.listens ? [...ended.map(([no]) => no), ...last] : [],
  );
}

/** A vendor is asked what parked pages ask, and nothing else. */
function assertQuestions({ questions }: Rows, job: ModelJob): void {
  assert.deepEqual(
    questions
      .filter(({ job_id }) => job_id === job.id)
      .map(({ page_no }) => page_no)
      .sort((a, b) => a - b),
    [...job.pages].filter(([, { state }]) => state === 'parked').map(([no]) => no),
  );
}

/** Reserved is charged plus refunded once a job is final, and nothing is refunded before. */
function assertSettled({ ledger }: Rows, row: JobRow): void {
  const sum = (kind: string): number =>
    ledger
      .filter((entry) => entry.job_id === row.id && entry.kind === kind)
      .reduce((total, { units }) => total + units, 0);
  assert.equal(sum('reserve'), row.total);
  assert.equal(sum('refund'), row.is_finished ? row.total - row.charged : 0);
}

/** The counters of the account are the sums of its ledger, which is the model's. */
function assertUnits(model: Model, rows: Rows): void {
  const facts = ({ kind, source, units, jobId }: Entry): string => `${kind} ${source} ${units} ${jobId}`;
  assert.deepEqual(
    rows.ledger.map(({ job_id, ...entry }) => facts({ ...entry, jobId: job_id } as Entry)),
    model.ledger.map(facts),
  );
  const used = new Map(rows.used.map((row) => [row.month, row.used]));
  for (const [month, units] of model.used) assert.equal(used.get(month) ?? 0, units, month);
  const sum = (source: string): number =>
    rows.ledger
      .filter((entry) => entry.source === source)
      .reduce((total, { kind, units }) => total + (kind === 'reserve' ? units : -units), 0);
  assert.equal(
    sum('month'),
    rows.used.reduce((total, row) => total + row.used, 0),
  );
  assert.equal(sum('prepaid') + rows.prepaid, 0);
  assert.equal(rows.prepaid, model.prepaid);
}
