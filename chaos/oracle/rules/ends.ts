/** Every accepted job ends, and as it was asked to. */

import { acceptedIn } from '../accepted.js';
import { violation, type Rule } from '../evidence.js';

/** A spider's job that could not reserve more says so: the account's units were the limit. */
const MAY_FAIL = /reached the limit of/;

export const ends: Rule = ({ history, jobs }) => {
  const known = new Map(jobs.map((job) => [job.id, job]));
  const lost = [...acceptedIn(history)]
    .filter(([id]) => !known.has(id))
    .map(([id, { operationId }]) =>
      violation('ends', { operationId, id }, `the job ${id} was accepted and is not known any more`),
    );
  const wrong = jobs.flatMap((job) => {
    if (job.end === 'open')
      return violation(
        'ends',
        job,
        `the job ${job.id} (${job.kind}) has not ended, minutes after the last fault`,
      );
    if (job.end === 'failed' && !MAY_FAIL.test(job.reason ?? ''))
      return violation(
        'ends',
        job,
        `the job ${job.id} (${job.kind}) has failed: ${job.reason ?? 'no reason'}`,
      );
    return [];
  });
  return [...lost, ...wrong];
};
