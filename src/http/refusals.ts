/** Refusals whose words several APIs share. */

import { CallRefused } from '../core/failure.js';
import type { Job } from '../core/job.js';

export function jobNotFound(message = 'There is no job with this id.'): CallRefused {
  return new CallRefused('JOB_NOT_FOUND', message);
}

/** `job` is final, so it has an end of its results. */
export function jobExpired({ expiresAt }: Job): CallRefused {
  return new CallRefused(
    'JOB_EXPIRED',
    `The results of this job were kept until ${expiresAt?.toISOString()}.`,
  );
}
