/** A batch that is cancelled midway: what is done stays, what is not is not charged. */

import type { BatchAnswer, CancelAnswer, JobAnswer } from '../client.js';
import { watchJob } from '../progress.js';
import { PRODUCT, slowKettles } from '../shop.js';
import { renderTable } from '../table.js';
import { checkResults, type Demo, type RanJob } from './context.js';

const PAGES = 100;
const CANCEL_AFTER = 12;

export async function cancelMidway(demo: Demo): Promise<RanJob> {
  const { site, client, checks, print } = demo;
  const pages = slowKettles(PAGES);
  print(`\nCancel: the same with ${PAGES} pages, and DELETE /v1/jobs/{id} after ${CANCEL_AFTER} of them\n`);
  const urls = pages.map(({ path }) => site + path);
  const batch = await client.open<BatchAnswer>('POST', '/v1/batch', { urls, schema: PRODUCT });
  let sentAt: number | undefined;
  await watchJob(client, batch.jobId, batch.answer, async ({ succeeded, failed }) => {
    if (sentAt !== undefined || succeeded + failed < CANCEL_AFTER) return;
    sentAt = performance.now();
    const answer = await client.call<CancelAnswer>('DELETE', `/v1/jobs/${batch.jobId}`);
    checks.equal('cancel: the answer', answer, { status: 'cancelled', job_id: batch.jobId });
  });

  const answer = await batch.answer;
  const job = await client.call<JobAnswer>('GET', `/v1/jobs/${batch.jobId}?limit=1`);
  const notRun = answer.results.filter(({ error }) => error?.code === 'JOB_CANCELLED').length;
  print(
    `\n${renderTable(['pages', 'ran', 'not run', 'charged'], [[PAGES, answer.succeeded, notRun, job.units.charged]])}`,
  );

  checks.that(sentAt !== undefined, 'cancel: the batch was over before it could be cancelled');
  checkResults(demo, 'cancel', answer, pages);
  checks.equal('cancel: cancelled', answer.cancelled, true);
  checks.equal('cancel: state of the job', job.status, 'cancelled');
  checks.that(notRun > 0, 'cancel: every page ran, the cancel came to nothing');
  checks.equal('cancel: pages that did not run', answer.failed, notRun);
  checks.equal('cancel: units charged', job.units.charged, answer.succeeded);
  return { id: batch.jobId, what: 'cancelled' };
}
