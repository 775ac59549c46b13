/** Accepting a job: the call counted, the units reserved, job and pages stored, in one transaction. */

import { sql } from 'kysely';
import { monthOf } from '../../core/calendar.js';
import { capUnits, reserve } from '../../core/ledger.js';
import { canonicalUrl } from '../../core/crawl/canonical-url.js';
import { identityOf } from '../../core/crawl/link-scope.js';
import { factsOf } from '../../core/job-kinds.js';
import { minuteLimit, monthlyLimit, PLANS } from '../../core/plans.js';
import type { Usage } from '../../core/account.js';
import type { Job, NewJob, PageLimit } from '../../core/job.js';
import { jobKindOf, spiderOf, type JobSpec } from '../../core/job-spec.js';
import type { Submission } from '../../ports/store/jobs.js';
import type { Database, Tx } from './connection.js';
import { writeReservation } from './ledger.js';
import type { Seal } from './seal.js';
import { writeSpec } from './stored-spec.js';
import { toAccount, toJob, toUsage, type AccountRow, type JobRow } from './rows.js';

const PAGES_PER_STATEMENT = 10_000;

/** `maxOpen` as in the port. */
export function submitJob(
  db: Database,
  job: NewJob,
  seal: Seal,
  now: Date,
  maxOpen?: number,
): Promise<Submission> {
  return db.transaction().execute(async (tx): Promise<Submission> => {
    // Locking the account's row makes calls of one account take turns: limits and idempotency keys are exact.
    const row = await lockAccount(tx, job.accountId, now);
    const account = toAccount(row);
    const usage = toUsage(row, now);

    if (job.idempotency !== null) {
      const earlier = await findByIdempotencyKey(tx, job.accountId, job.idempotency.key);
      if (earlier !== null) return { kind: 'duplicate', job: earlier };
    }
    const spider = spiderOf(job.spec);
    // A run of a schedule is no call.
    const perMinute = spider?.scheduleId == null ? minuteLimit(account.plan, account) : null;
    if (await isStillGoing(tx, spider?.scheduleId ?? null)) return { kind: 'overlap' };
    if (perMinute !== null && usage.minuteUsed >= perMinute) return { kind: 'rate_limited', usage };

    if (maxOpen !== undefined && (await countOpen(tx, job.accountId, maxOpen)) >= maxOpen)
      return { kind: 'backlog', open: maxOpen };

    const perMonth = monthlyLimit(account.plan, account);
    const monthRemaining = perMonth === null ? null : perMonth - usage.monthUsed;
    const prepaid = PLANS[account.plan].overage ? account.prepaidBalance : 0;
    const asked = job.limit?.maxPages ?? job.urls.length;
    const units = unitsOf(asked, job.limit, monthRemaining, prepaid);
    const split = units === 0 ? null : reserve(units, monthRemaining, prepaid);
    if (split === null) return { kind: 'quota_exceeded', usage };

    if (spider?.scheduleId == null) await countCall(tx, job.accountId, usage);
    await writeReservation(tx, job.accountId, job.id, split, usage.month, now);
    const { rows } = await sql<JobRow>`
      insert into jobs (id, account_id, dialect, webhook_url, kind, endpoint, state, spec, total, chunk, lanes, reserved_month,
        reserved_prepaid, reserved_in, idempotency_key, request_hash, created_at, deadline_at, spider_id, schedule_id)
      values (${job.id}, ${job.accountId}, ${job.dialect}, ${job.webhookUrl}, ${jobKindOf(job.spec)}, ${job.endpoint}, 'queued', ${writeSpec(job.spec, seal)},
        ${units}, ${job.chunk}, ${job.lanes}, ${split.month}, ${split.prepaid}, ${usage.month},
        ${job.idempotency?.key ?? null}, ${job.idempotency?.requestHash ?? null}, ${now}, ${job.deadlineAt},
        ${spider?.id ?? null}, ${spider?.scheduleId ?? null})
      returning *`.execute(tx);
    await (factsOf(jobKindOf(job.spec)).pages === 'found' ? insertSeed(tx, job) : insertPages(tx, job));
    return { kind: 'accepted', job: toJob(rows[0] as JobRow), usage: afterCall(usage, split.month) };
  });
}

/** What the job reserves: what was asked for, or as much of it as its limit lets the account's rest decide. */
function unitsOf(
  asked: number,
  limit: PageLimit | undefined,
  monthRemaining: number | null,
  prepaid: number,
): number {
  if (limit?.capped === true) return capUnits(asked, monthRemaining);
  if (limit?.fits !== true || monthRemaining === null) return asked;
  return Math.min(asked, Math.max(0, monthRemaining) + Math.max(0, prepaid));
}

/** Whether a job that the schedule has started is not final. */
async function isStillGoing(tx: Tx, scheduleId: string | null): Promise<boolean> {
  if (scheduleId === null) return false;
  const { rows } = await sql`select 1 from jobs
    where schedule_id = ${scheduleId} and state in ('queued', 'running', 'cancelling') limit 1`.execute(tx);
  return rows.length > 0;
}

/** Jobs that are not final, counted up to `most`; those of one account, or of all for null. */
export async function countOpen(db: Database, accountId: string | null, most: number): Promise<number> {
  const whose = accountId === null ? sql`` : sql`and account_id = ${accountId}`;
  const { rows } = await sql<{ n: number }>`select count(*) as n from (
    select 1 from jobs where state in ('queued', 'running', 'cancelling') ${whose} limit ${most}) as open`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

type LockedAccount = AccountRow & { month_used: number | null };

/** Two statements: the second one's snapshot is taken behind the lock, so it sees what earlier holders counted. */
async function lockAccount(tx: Tx, accountId: string, now: Date): Promise<LockedAccount> {
  const accounts = await sql<AccountRow>`select * from accounts where id = ${accountId} for update`.execute(
    tx,
  );
  const account = accounts.rows[0];
  if (account === undefined) throw new Error(`no such account [account=${accountId}]`);
  const months = await sql<{ used: number }>`select used from account_months
    where account_id = ${accountId} and month = ${monthOf(now)}`.execute(tx);
  return { ...account, month_used: months.rows[0]?.used ?? null };
}

async function countCall(tx: Tx, accountId: string, usage: Usage): Promise<void> {
  await sql`update accounts set minute_start = ${usage.minute}, minute_used = ${usage.minuteUsed + 1}
    where id = ${accountId}`.execute(tx);
}

function afterCall(usage: Usage, monthUnits: number): Usage {
  return { ...usage, minuteUsed: usage.minuteUsed + 1, monthUsed: usage.monthUsed + monthUnits };
}

/** What stands for the first page in the frontier. */
function seedKey(spec: JobSpec, seed: string): string | null {
  const canonical = canonicalUrl(seed);
  return canonical === null || spec.kind !== 'crawl' ? canonical : identityOf(canonical, spec.crawl.scope);
}

async function insertSeed(tx: Tx, job: NewJob): Promise<void> {
  const [seed = ''] = job.urls;
  await sql`insert into pages (job_id, page_no, url, url_key) values (${job.id}, 0, ${seed}, ${seedKey(job.spec, seed)})`.execute(
    tx,
  );
}

async function insertPages(tx: Tx, job: NewJob): Promise<void> {
  for (let from = 0; from < job.urls.length; from += PAGES_PER_STATEMENT) {
    const urls = JSON.stringify(job.urls.slice(from, from + PAGES_PER_STATEMENT));
    await sql`insert into pages (job_id, page_no, url)
      select ${job.id}, ${from}::integer + n::integer - 1, url
      from json_array_elements_text(${urls}::json) with ordinality as t(url, n)`.execute(tx);
  }
}

/** The account's job that was accepted under this Idempotency-Key, while its results are kept. */
export async function findByIdempotencyKey(
  db: Database,
  accountId: string,
  key: string,
): Promise<Job | null> {
  const { rows } = await sql<JobRow>`select * from jobs
    where account_id = ${accountId} and idempotency_key = ${key}`.execute(db);
  return rows[0] === undefined ? null : toJob(rows[0]);
}
