/**
 * The model work of a job with async_mode, behind its lanes: pages were fetched and wait for a vendor's batch, which may take
 * a day. Whatever the batch leaves out, for whatever reason, is asked in ordinary calls.
 */

import { isCancellation } from '@temporalio/workflow';
import { deadlineOf, type JobRef } from '../src/core/job.js';
import {
  answerParkedPages,
  awaitModelBatches,
  collectModelBatches,
  submitModelBatches,
} from './activities.js';
import type { LaneContext } from './lanes.js';

const HOUR_MS = 3_600_000;
/** What the vendors promise, and some. */
const LONGEST_WAIT_MS = 25 * HOUR_MS;
/** Of the time that the job has left; the rest is for the ordinary calls. */
const SHARE = 0.8;

export async function answerParked(job: JobRef, note: LaneContext['note']): Promise<void> {
  if (await unlessBroken(() => submitModelBatches(job.id), false)) {
    const waitMs = Math.min(LONGEST_WAIT_MS, SHARE * (deadlineOf(job) - Date.now()));
    await unlessBroken(() => awaitModelBatches(job.id, Math.max(1_000, Math.floor(waitMs))), undefined);
    note({
      ...(await unlessBroken(() => collectModelBatches(job.id), { succeeded: 0, failed: 0 })),
      stop: false,
    });
  }
  for (let more = true; more;) {
    const got = await answerParkedPages(job.id);
    note({ ...got, stop: false });
    more = got.more;
  }
}

/** The batch is a way to save money, and never a reason for a job to fail. */
async function unlessBroken<T>(step: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (isCancellation(error)) throw error;
    return otherwise;
  }
}
