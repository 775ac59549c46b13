/** What Runo says of jobs that a caller may not have. */

import { CallRefused } from '../../../core/failure.js';
import { jobExpired, jobNotFound } from '../../refusals.js';
import type { JobRefusals } from '../own-jobs.js';

const foreign = (): CallRefused => new CallRefused('JOB_FORBIDDEN', 'This job belongs to another account.');
const notRunning = (): CallRefused => jobNotFound('There is no running job with this id.');

export const jobRefusals: JobRefusals = {
  read: { foreign, unknown: () => jobNotFound(), expired: jobExpired },
  cancel: { foreign, unknown: notRunning, expired: notRunning, finished: notRunning },
};
