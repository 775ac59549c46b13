/** How Scrpy refuses calls, and what it says of jobs that a caller may not have. */

import type { z } from 'zod';
import { CallRefused, type Failure } from '../../../core/failure.js';
import { standingOf, type Job } from '../../../core/job.js';
import { jobExpired, jobNotFound } from '../../refusals.js';
import type { JobRefusals } from '../own-jobs.js';
import type { errorAnswer } from './schemas.js';

/** The envelope of a call that failed. */
export function renderRefusal({ code, message }: Failure): z.infer<typeof errorAnswer> {
  return { success: false, error: { code, message } };
}

const unknown = (): CallRefused => jobNotFound();
const ended = (job: Job): CallRefused =>
  new CallRefused('JOB_NOT_CANCELLABLE', `This job has ended already: ${standingOf(job)}.`);

/** Another account's job is as unknown as one that does not exist. */
export const jobRefusals: JobRefusals = {
  read: { foreign: unknown, unknown, expired: jobExpired },
  cancel: { foreign: unknown, unknown, expired: ended, finished: ended },
};
