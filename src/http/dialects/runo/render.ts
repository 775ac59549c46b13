/** Jobs, pages and failures in the words and shapes of Runo. */

import type { z } from 'zod';
import { isoSeconds } from '../../../core/calendar.js';
import type { CrawlReport } from '../../../app/crawl-report.js';
import { FAILURES, failure, type Failure } from '../../../core/failure.js';
import { isCrawlJob, isFinal, type CrawlJob, type Job } from '../../../core/job.js';
import { factsOf } from '../../../core/job-kinds.js';
import type { StoredPage } from '../../../core/stored-page.js';
import type { crawlReport, errorAnswer, errorObject, jobAnswer, jobsAnswer, pageAnswer } from './schemas.js';
import { renderEvidence } from './evidence-schema.js';

type PageAnswer = z.infer<typeof pageAnswer>;

export function renderError({ code, message }: Failure): z.infer<typeof errorObject> {
  return { code, message, retryable: FAILURES[code].retryable };
}

/** The envelope of a call that failed as a whole. */
export function renderRefusal(reason: Failure): z.infer<typeof errorAnswer> {
  return { status: 'error', error: renderError(reason) };
}

/** A page that ran, or in a job that is over one that never will. */
export function renderPage(job: Job, page: StoredPage): PageAnswer {
  const { url, result } = page;
  if (result === null) return { url, status: 'error', error: renderError(notRun(job)) };
  if (result.status === 'error') return { url, status: 'error', error: renderError(result.failure) };
  return {
    url,
    status: 'success',
    render_mode: result.renderMode,
    data: result.data,
    ...(result.evidence === undefined ? {} : { evidence: renderEvidence(result.evidence) }),
    images_processed: result.imagesProcessed,
    ...(result.warnings.length > 0 ? { warnings: [...result.warnings] } : {}),
  };
}

function notRun(job: Job): Failure {
  if (job.state === 'failed')
    return failure('JOB_FAILED', `The job ended before this URL ran: ${job.reason ?? 'failed'}.`);
  if (job.state === 'cancelled')
    return failure('JOB_CANCELLED', 'The job was cancelled before this URL was finished.');
  return failure('JOB_CANCELLED', 'Another URL failed and fail_fast was set, so this one was not started.');
}

/** The pieces of a batch's answer, results in input order. */
export async function* renderBatch(job: Job, pages: AsyncIterable<StoredPage>): AsyncGenerator<string> {
  let separator = '{"results":[';
  for await (const page of pages) {
    yield separator + JSON.stringify(renderPage(job, page));
    separator = ',';
  }
  const { succeeded, total } = job;
  const rest = { cancelled: job.state === 'cancelled', total, succeeded, failed: total - succeeded };
  yield `],${JSON.stringify(rest).slice(1)}`;
}

/** The pieces of a crawl's answer. */
export async function* renderCrawl(
  job: CrawlJob,
  pages: AsyncIterable<StoredPage>,
  report: CrawlReport,
): AsyncGenerator<string> {
  yield `{"seed_url":${JSON.stringify(job.spec.crawl.seedUrl)},"results":[`;
  let separator = '';
  for await (const page of pages) {
    yield separator + JSON.stringify(renderPage(job, page));
    separator = ',';
  }
  yield `],${JSON.stringify(renderReport(job, report)).slice(1)}`;
}

/** What an answer tells of a crawl beside its pages. */
function renderReport(
  job: CrawlJob,
  { code, warnings, duplicates }: CrawlReport,
): z.infer<typeof crawlReport> {
  const merged = job.notes?.counts?.duplicates ?? 0;
  return {
    crawl_meta: {
      pages_visited: job.succeeded + job.failed,
      pages_skipped: job.skipped,
      pages_failed: job.failed,
      cancelled: job.state === 'cancelled',
      ...(merged === 0 ? {} : { pages_duplicate: merged }),
      ...(code === null ? {} : { code }),
    },
    ...(duplicates.length === 0
      ? {}
      : { duplicates: duplicates.map(({ url, duplicateOf }) => ({ url, duplicate_of: duplicateOf })) }),
    ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
  };
}

export function renderRunningJobs(jobs: readonly Job[]): z.infer<typeof jobsAnswer> {
  return {
    jobs: jobs.map((job) => ({
      job_id: job.id,
      endpoint: job.endpoint,
      started_at: isoSeconds(job.startedAt ?? job.createdAt),
    })),
  };
}

/**
 * `waiting`: pages that have not run, as they stand in the job; of a crawl those that are known. `report`: of a crawl that
 * is over.
 */
export function renderJob(
  job: Job,
  waiting: number,
  pages: readonly StoredPage[],
  nextCursor: string | null,
  report: CrawlReport | null = null,
): z.infer<typeof jobAnswer> {
  const ran = job.succeeded + job.failed;
  const over = isFinal(job.state);
  // A completed crawl is through: what else it had found is no page of it.
  const isThrough = job.state === 'completed' && !factsOf(job.kind).listsUnrunWhenCompleted;
  const left = isThrough ? 0 : waiting;
  return {
    job_id: job.id,
    endpoint: job.endpoint,
    status: job.state,
    ...(job.state === 'failed'
      ? { error: renderError(failure('JOB_FAILED', job.reason ?? 'The job failed.')) }
      : {}),
    created_at: isoSeconds(job.createdAt),
    started_at: job.startedAt && isoSeconds(job.startedAt),
    finished_at: job.finishedAt && isoSeconds(job.finishedAt),
    expires_at: job.expiresAt && isoSeconds(job.expiresAt),
    counts: {
      total: ran + left,
      succeeded: job.succeeded,
      failed: job.failed,
      cancelled: over ? left : 0,
      waiting: over ? 0 : left,
    },
    units: { reserved: job.reserved.month + job.reserved.prepaid, charged: job.charged },
    ...(report !== null && isCrawlJob(job) ? renderReport(job, report) : {}),
    results: pages.map((page) => renderPage(job, page)),
    next_cursor: nextCursor,
  };
}
