/** Jobs and pages in the words and shapes of Scrpy. */

import type { z } from 'zod';
import { isoSeconds } from '../../../core/calendar.js';
import { isFinal, standingOf, type Job } from '../../../core/job.js';
import type { StoredPage } from '../../../core/stored-page.js';
import type { jobAnswer, resultEntry } from './schemas.js';

/** A job without its results. */
export function renderJob(job: Job): z.infer<typeof jobAnswer>['job'] {
  return {
    id: job.id,
    name: job.spec.name ?? job.id,
    status: standingOf(job),
    totalUrls: job.total,
    completedUrls: job.succeeded,
    failedUrls: failedUrls(job),
    createdAt: isoSeconds(job.createdAt),
    ...(job.finishedAt === null ? {} : { completedAt: isoSeconds(job.finishedAt) }),
  };
}

/** What a failed job did not come to has failed with it. */
function failedUrls({ state, total, succeeded, failed }: Job): number {
  return state === 'failed' ? total - succeeded : failed;
}

export function renderResult(job: Job, { url, result }: StoredPage): z.infer<typeof resultEntry> {
  if (result?.status === 'success') return { url, data: result.data as z.infer<typeof resultEntry>['data'] };
  if (result?.status === 'error') {
    const { code, message } = result.failure;
    return { url, error: { code, message } };
  }
  return {
    url,
    error: { code: 'JOB_FAILED', message: `The job ended before this URL ran: ${job.reason ?? 'failed'}.` },
  };
}

/**
 * The pieces of a job with its results, in input order. Of a job that runs, the counts say what the results hold: more
 * may have ended since it was read.
 */
export async function* renderJobWithResults(
  job: Job,
  pages: AsyncIterable<StoredPage>,
): AsyncGenerator<string> {
  const { completedUrls, failedUrls, createdAt, completedAt, ...head } = renderJob(job);
  const times = { createdAt, ...(completedAt === undefined ? {} : { completedAt }) };
  const over = isFinal(job.state);
  const before = over ? { ...head, completedUrls, failedUrls } : head;
  const counts = { completedUrls: 0, failedUrls: 0 };
  yield `{"success":true,"job":${JSON.stringify(before).slice(0, -1)},"results":[`;
  let separator = '';
  for await (const page of pages) {
    const entry = renderResult(job, page);
    counts[entry.error === undefined ? 'completedUrls' : 'failedUrls'] += 1;
    yield separator + JSON.stringify(entry);
    separator = ',';
  }
  yield `],${JSON.stringify(over ? times : { ...counts, ...times }).slice(1)}}`;
}
