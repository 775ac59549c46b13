/** The bodies of webhook events. They are made of what the database keeps, so each attempt sends the same. */

import type { ReadResults } from '../../../app/read-results.js';
import { isoSeconds } from '../../../core/calendar.js';
import { standingOf, type Job } from '../../../core/job.js';
import type { Delivery } from '../../../core/delivery.js';
import type { StoredPage } from '../../../core/stored-page.js';
import type { RenderEvent } from '../dialect.js';
import { renderJob, renderResult } from './render.js';

/** The end of a job carries its results up to this length; the rest is at GET /v1/jobs/:id. */
const MAX_RESULTS_CHARS = 5_000_000;
const PAGES_PER_READ = 200;

export function createRenderEvent(readResults: ReadResults): RenderEvent {
  return async (delivery, job) => {
    if (delivery.pageNo === null) return jobEvent(readResults, delivery, job);
    const [page] = await readResults(job, delivery.pageNo - 1, 1, true);
    return page?.pageNo === delivery.pageNo ? pageEvent(delivery, job, page) : null;
  };
}

function pageEvent(delivery: Delivery, job: Job, page: StoredPage): string | null {
  const { url, result } = page;
  if (result === null) return null;
  const { data, error } = renderResult(job, page);
  const metadata = { statusCode: result.httpStatus ?? null, duration: result.durationMs ?? null };
  return error === undefined
    ? body('scrape.completed', delivery, { jobId: job.id, url, results: data, metadata })
    : body('scrape.failed', delivery, { jobId: job.id, url, error, metadata });
}

async function jobEvent(readResults: ReadResults, delivery: Delivery, job: Job): Promise<string | null> {
  const { id, name, status, totalUrls, completedUrls, failedUrls } = renderJob(job);
  const results: object[] = [];
  let room = MAX_RESULTS_CHARS;
  let after = -1;
  let whole = false;
  while (!whole && room > 0) {
    const pages = await readResults(job, after, PAGES_PER_READ);
    for (const page of pages) {
      const entry = renderResult(job, page);
      room -= JSON.stringify(entry).length;
      if (room <= 0) break;
      results.push(entry);
    }
    after = pages.at(-1)?.pageNo ?? after;
    whole = pages.length < PAGES_PER_READ;
  }
  if (results.length === 0 && room > 0) return null;
  const data = {
    ...{ jobId: id, name, status, totalUrls, completedUrls, failedUrls, results },
    ...(room > 0 ? {} : { resultsTruncated: true }),
  };
  return body(standingOf(job) === 'failed' ? 'job.failed' : 'job.completed', delivery, data);
}

function body(event: string, { id, createdAt }: Delivery, data: object): string {
  return JSON.stringify({ id, event, timestamp: isoSeconds(createdAt), data });
}
