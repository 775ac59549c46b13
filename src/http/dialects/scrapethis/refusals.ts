/** How ScrapeThis refuses calls, and what it says of jobs that a caller may not have. */

import type { z } from 'zod';
import { CallRefused, type Failure } from '../../../core/failure.js';
import { jobExpired, jobNotFound } from '../../refusals.js';
import { answer, type Answer } from '../../route.js';
import type { JobRefusals } from '../own-jobs.js';
import { errorAnswer } from './schemas.js';

export const INVALID_KEY = 'Invalid or missing API key';

/** The text alone, and as in the contract without a full stop. */
export function renderRefusal({ code, message }: Failure): z.infer<typeof errorAnswer> {
  return { error: code === 'UNAUTHORIZED' ? INVALID_KEY : message.replace(/\.$/, '') };
}

const unknown = (): CallRefused => jobNotFound('Job not found');

/** Another account's job is as unknown as one that does not exist. */
export const jobRefusals: JobRefusals = {
  read: { foreign: unknown, unknown, expired: jobExpired },
  cancel: {
    foreign: unknown,
    unknown,
    expired: jobExpired,
    finished: ({ state }) =>
      state === 'cancelled' ? null : new CallRefused('CANCEL_FAILED', 'Failed to cancel job'),
  },
};

/** For the document. */
export const refusal = (message: string): Answer<typeof errorAnswer> => answer(errorAnswer, message);
/** What every call may be refused with. */
export const ALWAYS = { 401: refusal(INVALID_KEY) };
/** What a call may be refused with that starts a job. */
export const NOT_NOW = {
  429: refusal('Too many calls, or no units left'),
  503: refusal('The service takes no new jobs at the moment'),
};
